import { defineConfig } from "vitest/config";

const minute = 60_000;

export default defineConfig({
  test: {
    environment: "node",
    // Two cores are the common machine, and the files of a project share one worker and one database.
    maxWorkers: 2,
    testTimeout: 2 * minute,
    hookTimeout: 2 * minute,
    // What is polled for ends when it is there: the usual second is a guess about the machine.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/{domain,toolchain}/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: ["test/{db,worker,faults}/**/*.test.ts"],
          globalSetup: ["test/harness/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/{web,e2e}/**/*.test.ts"],
          globalSetup: ["test/harness/global-setup.ts"],
          // A browser that shares two cores with its server, its database and another browser may be late once.
          // What the server and the log promise is in "stack", and has to hold at the first try.
          retry: process.env["CI"] === "true" ? 1 : 0,
        },
      },
    ],
  },
});
