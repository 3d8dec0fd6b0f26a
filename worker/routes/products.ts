import { Hono } from "hono";
import * as v from "valibot";
import { Product } from "../../domain/product.ts";
import { searchProducts } from "../../db/product.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermissionMeanwhile } from "../identity.ts";
import { validate } from "../validate.ts";

const Query = v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(400)), "") });

export const products = new Hono<AppEnv>().get(
  "/",
  requirePermissionMeanwhile("orders.read"),
  describe({ tag: "Products", summary: "Find products by stock code or name", permission: "orders.read", description: "Every word of `q` begins a word of the stock code or of the name; at most 20, the exact stock code first.", answer: { schema: v.object({ items: v.array(Product) }) } }),
  validate("query", Query),
  async (c) => c.json({ items: await searchProducts(c.var.db, c.req.valid("query").q) }),
);
