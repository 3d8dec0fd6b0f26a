import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: "./db/schema/tenant/*.ts",
  out: "./migrations/tenant",
  strict: true,
});
