import { execa } from "execa";
import { program } from "pintle";
import { x } from "tinyexec";
import findOnPath from "which";
import type { Row, Side } from "../harness/compare.ts";
import { files, folder } from "../harness/fixtures.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { spawned } from "./spawned.ts";

/** How a program ended and what it wrote, as all sides can tell it. */
interface Ended {
  readonly exitCode: number | null | undefined;
  readonly stdout: Uint8Array | string;
}

type Start = (path: string, args: readonly string[], input?: Uint8Array) => Promise<Ended>;

/** Each collects all output, as bytes; tinyexec can give text only. */
const starts: Readonly<Record<"pintle" | "execa" | "spawn" | "tinyexec", Start>> = {
  pintle: (path, args, stdin) => program.run(path, args, stdin && { stdin }),
  async execa(path, args, input) {
    const options = { encoding: "buffer", ...(input && { input }) } as const;
    const { exitCode, stdout } = await execa(path, args, options);
    return { exitCode, stdout };
  },
  spawn: spawned,
  async tinyexec(path, args) {
    const { exitCode, stdout } = await x(path, [...args]);
    return { exitCode, stdout };
  },
};

type Peer = Exclude<keyof typeof starts, "pintle">;

interface Work {
  readonly peers: readonly Peer[];
  readonly args?: readonly string[];
  readonly input?: Uint8Array;
  readonly inFlight?: number;
  readonly atMost?: Readonly<Partial<Record<Peer, number>>>;
  /** What must be so while a side is measured. */
  readonly prepare?: () => void;
}

function row(name: string, path: string, work: Work): Row {
  const { args = [], input, inFlight = 1, prepare, atMost } = work;
  const side = (start: Start): Side => {
    const once = () => start(path, args, input);
    const many = () => Promise.all(Array.from({ length: inFlight }, once));
    const repeated = repeatAwaited(inFlight === 1 ? once : many);
    return (times) => {
      prepare?.();
      return repeated(times);
    };
  };
  return {
    name,
    ours: side(starts.pintle),
    theirs: Object.fromEntries(work.peers.map((peer) => [peer, side(starts[peer])])),
    ...(atMost && { atMost }),
    view: (ended: Ended | readonly Ended[]) => [ended].flat().map(view),
  };
}

function view({ exitCode, stdout }: Ended) {
  return [exitCode, Buffer.from(stdout).toString("latin1")];
}

const nothing = "target/bench/nothing";
const all: readonly Peer[] = ["execa", "spawn", "tinyexec"];
const [big = ""] = files(folder(), 1, 64 << 20);

export const rows: readonly Row[] = [
  row("a program that does nothing", nothing, {
    peers: all,
    atMost: { execa: 0.3, spawn: 0.35 },
  }),
  row("64 programs in flight", nothing, {
    peers: all,
    inFlight: 64,
    atMost: { spawn: 0.25 },
  }),
  // Nothing can be won here but what the start costs: the rest is the program's own time.
  row("/bin/true, with what its loader does", "/bin/true", { peers: all }),
  row("a program that takes 50 ms", "/bin/sleep", { peers: all, args: ["0.05"] }),
  row("a program with 4 KiB of input and output", "/bin/cat", {
    peers: ["execa", "spawn"],
    input: Buffer.alloc(4096, "input "),
  }),
  row("a program with 64 MiB of output", "/bin/cat", { peers: all, args: [big] }),
  {
    name: "a program looked up",
    ours: repeatAwaited(() => program.which("tar")),
    theirs: { which: repeatAwaited(() => findOnPath("tar")) },
  },
];

const memory: Buffer[] = [];

export const rowsBesideMuchMemory: readonly Row[] = [
  row("a program that does nothing, beside 1 GiB", nothing, {
    peers: all,
    atMost: { execa: 0.05, spawn: 0.05 },
    prepare: () => {
      if (memory.length === 0) {
        memory.push(Buffer.alloc(1 << 30, 1));
      }
    },
  }),
];
