import { csvRecord } from "./csv-cell.ts";

/** The file that the page offers: its headers are guessed without help, and its rows show each kind of cell once. */
export const TEMPLATE_CSV = [
  ["Order number", "Order date", "Stock code", "Description", "Quantity", "Unit price", "Delivery fee", "Status", "Payment status", "Channel", "CSR", "Delivery agent", "Order type", "Fraud score", "Customer reference", "Tags", "Note", "Customer id", "Customer name", "Customer e-mail", "Customer phone", "Company", "Delivery address line 1", "Delivery address line 2", "Delivery city", "Delivery region", "Delivery post code", "Delivery country"],
  ["WEB-1001", "2026-01-31 14:05", "22423", "Regency cakestand, three tiers", "2", "12.75", "4.95", "Pending", "Paid", "", "", "", "Standard", "12", "PO 4711", "gift,fragile", "Leave with the neighbour", "C-17850", "Ada Hartley", "ada.hartley@example.com", "020 7946 0123", "", "1 Mill Lane", "", "Leeds", "West Yorkshire", "LS1 4AP", "GB"],
  ["WEB-1001", "2026-01-31 14:05", "84879", "Assorted colour bird ornament", "8", "1.69", "4.95", "Pending", "Paid", "", "", "", "Standard", "12", "PO 4711", "gift,fragile", "Leave with the neighbour", "C-17850", "Ada Hartley", "ada.hartley@example.com", "020 7946 0123", "", "1 Mill Lane", "", "Leeds", "West Yorkshire", "LS1 4AP", "GB"],
  ["WEB-1002", "2026-01-31 15:20", "21730", "Glass star frosted T-light holder", "6", "4.25", "", "Processing", "Pending", "", "", "", "Preorder", "", "", "", "", "", "Bo Larsen", "", "01632 960456", "Larsen & Sons Ltd", "7 Harbour Road", "Unit 3", "Hull", "", "HU1 1AA", "GB"],
].map((cells) => csvRecord(cells)).join("");

/** Names the column that our files of rejected rows have at their end, by which such a file is known when it comes back. */
export const REASON_HEADER = "Why it was not imported";
