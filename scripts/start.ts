import { launch } from "./launch.ts";
import { dataDir } from "./paths.ts";
import { startStack } from "./stack.ts";

await launch({
  dataDir,
  async open(port) {
    console.log("Starting: build, database, worker …");
    const stack = await startStack({ dataDir, port });
    return { stack, url: stack.url, stop: () => stack.stop() };
  },
});
