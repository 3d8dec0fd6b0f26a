import { Agent, request } from "node:http";
import { readFileSync } from "node:fs";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** HTTP over kept connections. Node's fetch costs three times as much, on the cores that the product needs. */
export class Caller {
  /** Idle connections are closed before the server does it, which would fail the request that is just being sent. */
  readonly #agent: Agent;
  readonly #base: URL;

  constructor(base: string, connections: number) {
    this.#base = new URL(base);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: 3_000 });
  }

  call(path: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#base;
      const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)), "Content-Type": "application/json" };
      const sent = request({ agent: this.#agent, hostname, port, path, method, headers: { ...headers, ...length } }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Times in milliseconds, and how long they took together. */
export class Samples {
  readonly times: number[] = [];
  elapsed = 0;

  percentile(p: number): number {
    const sorted = this.times.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
  }

  get perSecond(): number {
    return (this.times.length * 1000) / this.elapsed;
  }
}

/** `concurrency` loops that call as long as there is something to do; adds to the samples. */
export async function drive(samples: Samples, concurrency: number, next: () => (() => Promise<void>) | null): Promise<void> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let work = next(); work !== null; work = next()) {
        const from = performance.now();
        await work();
        samples.times.push(performance.now() - from);
      }
    }),
  );
  samples.elapsed += performance.now() - began;
}

/** The same work over and over, for so many milliseconds. */
export async function driveFor(samples: Samples, concurrency: number, ms: number, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + ms;
  await drive(samples, concurrency, () => (performance.now() < end ? work : null));
}

export const round = (n: number, digits = 2): number => Number(n.toFixed(digits));

/** Resident memory of a process, MB; 0 where the system does not tell. */
export function memoryOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Looks at memory while something runs. @returns the result and the most that was seen, MB */
export async function peakMemory<T>(pids: () => readonly (number | undefined)[], work: () => Promise<T>): Promise<{ result: T; peak: number }> {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, pids().reduce((sum: number, pid) => sum + memoryOf(pid), 0));
  };
  const timer = setInterval(look, 50);
  try {
    const result = await work();
    look();
    return { result, peak };
  } finally {
    clearInterval(timer);
  }
}
