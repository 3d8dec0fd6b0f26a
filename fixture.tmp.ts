import { fixture } from "./test/bench/fixture.ts";
console.log(await fixture(Number(process.argv[2])));
process.exit(0);
