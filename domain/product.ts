import * as v from "valibot";

export const Product = v.object({
  stockCode: v.string(),
  name: v.string(),
  /** Minor units. */
  price: v.number(),
  active: v.boolean(),
});
export type Product = v.InferOutput<typeof Product>;
