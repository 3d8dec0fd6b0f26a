import { defineConfig } from "vitest/config";

const minute = 60_000;

export default defineConfig({
  test: {
    environment: "node",
    // Two cores are the common machine, and the files of "stack" share one worker and one database.
    maxWorkers: 2,
    testTimeout: 2 * minute,
    hookTimeout: 2 * minute,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/{domain,toolchain}/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: ["test/{db,worker,web,e2e,faults}/**/*.test.ts"],
          globalSetup: ["test/harness/global-setup.ts"],
        },
      },
    ],
  },
});
