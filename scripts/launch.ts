import { demoPeople, loadDemo } from "./demo.ts";
import { holderOf, InUse } from "./lock.ts";
import { freePort } from "./port.ts";
import type { Stack } from "./stack.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What a launcher runs: how to open it on a port, and what it is called when it ends. */
export interface Launch {
  readonly dataDir: string;
  /** Opens everything; `stop` of the result ends all of it. */
  readonly open: (port: number) => Promise<{ stack: Stack; url: string; stop: () => Promise<void> }>;
}

/** The port of the environment, else 8787; another, with a sentence, if somebody has it. */
async function choosePort(): Promise<number> {
  const wanted = Number(process.env["PORT"] ?? 8787);
  const port = await freePort(wanted);
  if (port !== wanted) {
    console.log(`Port ${wanted} is taken by another program, so this runs on ${port}.`);
  }
  return port;
}

function printWelcome(url: string, since: number, withDemo: boolean): void {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`\nQuayside is ready at ${url} (${seconds} s). Ctrl-C ends it.`);
  if (!withDemo) return;
  console.log("\nSign in as:");
  for (const { email, password, role } of demoPeople) {
    console.log(`  ${email.padEnd(34)} ${password.padEnd(20)} ${role}`);
  }
}

/**
 * Opens the launch, loads the demo into an empty database (not with `--no-demo`), says where it is and who can sign in,
 * and stays until a signal or a crash of any part, which ends all parts. Sets the exit code.
 */
export async function launch({ dataDir, open }: Launch): Promise<void> {
  const since = performance.now();
  const holder = await holderOf(dataDir);
  if (holder !== undefined) {
    console.error(new InUse(holder.url).message);
    process.exitCode = 1;
    return;
  }

  const ending = Promise.withResolvers<{ sentence: string; code: number }>();
  for (const signal of signals) {
    // Ctrl-C under npm arrives twice, from the terminal and from npm: the second must not cut off the first.
    process.on(signal, () => ending.resolve({ sentence: "Quayside has ended.", code: 0 }));
  }

  // npm hands a signal to its shell, and the shell may die of it without telling anybody.
  const parent = process.ppid;
  if (process.env["npm_lifecycle_event"] !== undefined) {
    setInterval(() => {
      if (process.ppid === parent) return;
      ending.resolve({ sentence: "npm has ended, and so has Quayside.", code: 0 });
    }, 500).unref();
  }

  const opening = choosePort().then(open);
  const opened = await Promise.race([opening, ending.promise]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
  if (!("stack" in opened)) {
    // Ended while it was still starting: the watchdog ends what has begun.
    console.log(opened.sentence);
    process.exit(opened.code);
  }

  const { stack, url, stop } = opened;
  void stack.crashed.then((reason) => {
    ending.resolve({ sentence: `${reason} All other parts are ended too.`, code: 1 });
  });
  const withDemo = !process.argv.includes("--no-demo");
  const loading = withDemo ? loadDemo(stack) : Promise.resolve();
  void loading.then(
    () => printWelcome(url, since, withDemo),
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      ending.resolve({ sentence: `The demo could not be loaded: ${reason}`, code: 1 });
    },
  );
  const { sentence, code } = await ending.promise;
  await stop();
  console.log(`\n${sentence}`);
  // Miniflare still removes its temporary files; what else might linger does not get to hold the shell.
  process.exitCode = code;
  setTimeout(() => process.exit(), 500).unref();
}
