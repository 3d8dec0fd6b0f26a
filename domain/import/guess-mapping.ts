import { foldName } from "./fold-name.ts";
import type { ImportField, Mapping } from "./field.ts";

/**
 * Headers that shops and back offices really write, folded (see `foldName`), the
 * most telling first. Guessing is a convenience: the person sees and changes it.
 */
const HEADERS: readonly (readonly [ImportField, readonly string[]])[] = [
  ["order", ["invoiceno", "invoicenumber", "invoice", "orderno", "ordernumber", "orderid", "ordername", "order", "orderref", "salesrecordnumber", "receiptid"]],
  ["date", ["invoicedate", "orderdate", "orderpurchasetimestamp", "purchasedate", "datepurchased", "purchasedat", "orderedat", "createdat", "saledate", "dateplaced", "placedat", "ordertime", "datetime", "date"]],
  ["stockCode", ["stockcode", "lineitemsku", "sku", "productcode", "itemcode", "articlenumber", "article", "productsku", "customlabel", "productid", "itemid", "item", "asin"]],
  ["description", ["description", "lineitemname", "productname", "itemname", "itemtitle", "producttitle", "productdescription", "title", "product", "variationname"]],
  ["quantity", ["quantity", "lineitemquantity", "qty", "quantitypurchased", "quantityordered", "itemquantity", "orderquantity", "pieces", "units", "amountofitems"]],
  ["unitPrice", ["unitprice", "lineitemprice", "itemcost", "price", "priceeach", "itempriceeach", "salesprice", "soldfor", "unitcost", "singleprice"]],
  ["lineTotal", ["linetotal", "itemtotal", "rowtotal", "itemprice", "lineamount", "extendedprice", "sales"]],
  ["lineFee", ["freightvalue", "shippingprice"]],
  ["fee", ["fee", "deliveryfee", "freight", "shippingfee", "shippingcost", "shippingamount", "ordershippingamount", "ordershipping", "shipping", "shippingandhandling", "postageandpackaging", "postageandpacking", "delivery", "postage"]],
  ["discount", ["discountamount", "orderdiscount", "cartdiscountamount", "discounttotal"]],
  ["currency", ["currency", "currencycode", "ordercurrency"]],
  ["status", ["status", "orderstatus", "fulfillmentstatus", "fulfilmentstatus"]],
  ["paymentStatus", ["paymentstatus", "financialstatus", "paymentstate", "paid"]],
  ["paidAmount", ["amountpaid", "paidamount", "paymenttaken", "paidtotal"]],
  ["refundedAmount", ["refundedamount", "amountrefunded", "orderrefundamount", "refundtotal"]],
  ["paymentMethod", ["paymentmethod", "paymentmethodtitle", "paymenttype"]],
  ["channel", ["channel", "saleschannel", "source", "orderchannel", "origin"]],
  ["microsite", ["microsite", "storefront", "storename"]],
  ["csr", ["csr", "salesperson", "employee", "assignedto", "handledby"]],
  ["agent", ["deliveryagent", "agent", "courier", "carrier"]],
  ["trackingNumber", ["trackingnumber", "trackingno", "trackingid", "trackingcode", "consignmentnumber"]],
  ["trackingUrl", ["trackinglink", "trackingurl"]],
  ["orderType", ["ordertype", "type"]],
  ["fraudScore", ["fraudscore", "riskscore", "fraud", "risk"]],
  ["reference", ["customerreference", "reference", "poreference", "ponumber", "purchaseorder", "yourreference", "ref"]],
  ["tags", ["tags", "labels", "tag"]],
  ["note", ["note", "notes", "customernote", "ordernote", "ordernotes", "comment", "comments", "buyernote"]],
  ["customerId", ["customeruniqueid", "customerid", "customernumber", "customerno", "customercode", "buyerid", "clientid", "buyerusername"]],
  ["customerName", ["customername", "customer", "contactname", "buyername", "fullname", "buyer", "billtoname", "buyerfullname"]],
  ["customerFirstName", ["firstname", "customerfirstname", "firstnamebilling", "billingfirstname", "contactfirstname"]],
  ["customerLastName", ["lastname", "customerlastname", "lastnamebilling", "billinglastname", "contactlastname", "surname"]],
  ["customerEmail", ["customeremail", "email", "emailaddress", "buyeremail", "emailbilling", "billingemail", "contactemail"]],
  ["customerPhone", ["customerphone", "phone", "phonenumber", "telephone", "buyerphonenumber", "phonebilling", "billingphonenumber", "mobile", "buyerphone"]],
  ["company", ["company", "companyname", "customercompany", "organisation", "organization"]],
  ["deliveryName", ["deliveryname", "shippingname", "shipname", "recipientname", "shiptoname"]],
  ["deliveryCompany", ["deliverycompany", "shippingcompany", "shipcompany", "companyshipping"]],
  ["deliveryLine1", ["deliveryaddressline1", "deliveryaddress1", "deliveryaddress", "shippingaddress1", "shippingaddressline1", "shipaddress1", "shipaddress", "shippingstreet", "shippingaddress", "address1", "addressline1", "address12shipping", "address1shipping", "shiptoaddress1", "address", "street"]],
  ["deliveryLine2", ["deliveryaddressline2", "deliveryaddress2", "shippingaddress2", "shippingaddressline2", "shipaddress2", "address2", "addressline2", "address2shipping", "shiptoaddress2"]],
  ["deliveryCity", ["deliverycity", "shippingcity", "shipcity", "cityshipping", "shiptocity", "customercity", "city", "town"]],
  ["deliveryRegion", ["deliveryregion", "shippingprovince", "shippingregion", "shipregion", "shipstate", "shippingstate", "statecodeshipping", "shiptostate", "customerstate", "region", "state", "county", "province"]],
  ["deliveryPostCode", ["deliverypostcode", "shippingzip", "shippingpostcode", "shippostalcode", "shipzipcode", "shipzip", "postcodeshipping", "shiptozip", "customerzipcodeprefix", "postcode", "postalcode", "zip", "zipcode"]],
  ["deliveryCountry", ["deliverycountry", "shippingcountry", "shipcountry", "countrycodeshipping", "shiptocountry", "customercountry", "country", "countrycode"]],
  ["deliveryPhone", ["deliveryphone", "shippingphone", "shipphone", "shipphonenumber", "shiptophone"]],
  ["billingName", ["billingname", "billname"]],
  ["billingCompany", ["billingcompany", "companybilling", "billcompany"]],
  ["billingLine1", ["billingaddressline1", "billingaddress1", "billingstreet", "billaddress1", "address12billing", "address1billing", "billingaddress"]],
  ["billingLine2", ["billingaddressline2", "billingaddress2", "billaddress2", "address2billing"]],
  ["billingCity", ["billingcity", "citybilling", "billcity"]],
  ["billingRegion", ["billingregion", "billingprovince", "billingstate", "statecodebilling", "billstate"]],
  ["billingPostCode", ["billingpostcode", "billingzip", "postcodebilling", "billpostalcode", "billzip"]],
  ["billingCountry", ["billingcountry", "countrycodebilling", "billcountry"]],
  ["billingPhone", ["billingphone", "billphone"]],
];

const KNOWN = new Set(HEADERS.flatMap(([, names]) => names));

/** How many cells of a row look like headers that we know: finds the header under a preamble. */
export function knownHeaders(cells: readonly string[]): number {
  return new Set(cells.map(foldName).filter((h) => KNOWN.has(h))).size;
}

/** The first column whose header says so, for each field; a column is guessed for one field only. */
export function guessMapping(headers: readonly string[]): Mapping {
  const folded = headers.map(foldName);
  const taken = new Set<number>();
  const mapping: { -readonly [F in ImportField]?: number } = {};
  for (const [field, names] of HEADERS) {
    for (const name of names) {
      const column = folded.findIndex((h, i) => h === name && !taken.has(i));
      if (column === -1) continue;
      taken.add(column);
      mapping[field] = column;
      break;
    }
  }
  guessName(folded, taken, mapping);
  return mapping;
}

/** "Name" is the order in a Shopify export, and a person nearly everywhere else. */
function guessName(folded: readonly string[], taken: ReadonlySet<number>, mapping: { -readonly [F in ImportField]?: number }): void {
  const column = folded.findIndex((h, i) => h === "name" && !taken.has(i));
  if (column === -1) return;
  if (mapping.order === undefined && folded.some((h) => h.startsWith("lineitem"))) mapping.order = column;
  else mapping.customerName ??= column;
  // Shopify names the customer in the billing address only.
  if (mapping.order === column && mapping.customerName === undefined && mapping.billingName !== undefined) mapping.customerName = mapping.billingName;
}
