import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const minute = 60_000;

export default defineConfig({
  test: {
    environment: "node",
    // Two cores, and each file of the stack project talks to the same worker and database.
    maxWorkers: 2,
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/{domain,toolchain}/**/*.test.ts"],
          testTimeout: 2 * minute,
        },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: ["test/{db,worker,web}/**/*.test.ts"],
          globalSetup: [fileURLToPath(new URL("test/harness/global-setup.ts", import.meta.url))],
          testTimeout: minute / 2,
          hookTimeout: minute,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: ["test/{e2e,faults}/**/*.test.ts"],
          globalSetup: [fileURLToPath(new URL("test/harness/global-setup.ts", import.meta.url))],
          testTimeout: 3 * minute,
          hookTimeout: 3 * minute,
        },
      },
    ],
  },
});
