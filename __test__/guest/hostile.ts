import type { GuestLimits } from "../../index.ts";
import { answering, assemble, data, guest } from "./wat.ts";

/** A module that is not a guest, or a malicious guest. */
export interface Hostile {
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly code: string;
  /** What the message says. */
  readonly says: string;
  readonly limits?: GuestLimits;
}

type Row = readonly [name: string, wasm: Uint8Array, says: string, limits?: GuestLimits];

/** The table, by what is tried. */
export const hostile: Readonly<Record<string, readonly Hostile[]>> = {
  "not a module": as("INVALID_GUEST", broken()),
  "what it imports": as("INVALID_GUEST", imports()),
  "what it exports": as("INVALID_GUEST", exports()),
  "how large it begins": as("INVALID_GUEST", sizes()),
  traps: as("GUEST_TRAP", traps()),
  "its allocator": as("GUEST_TRAP", allocators()),
  "pointers of its requests": as("GUEST_TRAP", requests()),
  "pointers of its answer": as("GUEST_TRAP", answers()),
  "without end": as("TIMEOUT", endless()),
  limits: as("GUEST_LIMIT", floods()),
  "not JSON": as("INVALID_JSON", texts()),
  "not an answer": as("GUEST_TRAP", shapes()),
};

function as(kind: string, rows: readonly Row[]): Hostile[] {
  return rows.map(([name, wasm, says, limits = {}]) => ({
    name,
    wasm,
    code: `ERR_PINTLE_${kind}`,
    says,
    limits,
  }));
}

function broken(): Row[] {
  const good = guest();
  const [header, component] = [good.slice(0, 8), good.slice()];
  component.set([0x0d, 0, 1, 0], 4);
  const section = (...bytes: number[]) => Uint8Array.from([...header, ...bytes]);
  return [
    ["nothing", new Uint8Array(), "does not start like WebAssembly"],
    ["a text", new TextEncoder().encode("(module)"), "does not start like WebAssembly"],
    ["a component", component, "not a core module of version 1"],
    ["cut off", good.slice(0, -3), "ends unexpectedly"],
    ["a section that is too long", section(1, 0x7f), "ends unexpectedly"],
    [
      "a list that is too long",
      section(1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f),
      "it ends unexpectedly",
    ],
    ["a number of 36 bits", section(1, 0x80, 0x80, 0x80, 0x80, 0x80, 1), "not fit into 32 bits"],
    ["a number of 33 bits", section(1, 0xff, 0xff, 0xff, 0xff, 0x1f), "not fit into 32 bits"],
    ["collected objects", section(1, 3, 1, 0x5f, 0), "non-function types"],
    [
      "a body that is not well typed",
      guest({ more: "(func (i32.const 1))" }),
      "Compiling function",
    ],
    ["two sections of memories", Uint8Array.from([...good, 5, 3, 1, 0, 1]), "section"],
  ];
}

function imports(): Row[] {
  const importing = (what: string) => guest({ imports: what });
  const only = "guests may only import pintle.host_call and pintle.host_take";
  return [
    [
      "WASI",
      importing('(import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32) (result i32)))'),
      `wasi_snapshot_preview1.fd_write; ${only}`,
    ],
    [
      "a name for terminals",
      importing('(import "env" "\\1b[2J\\c2\\9b" (func))'),
      "imports env.\ufffd[2J\ufffd; guests",
    ],
    ["a long name", importing(`(import "env" "${"x".repeat(5000)}" (func))`), "xxx…; guests"],
    ["env", importing('(import "env" "abort" (func))'), `imports env.abort; ${only}`],
    ["another function", importing('(import "pintle" "host_exit" (func))'), "pintle.host_exit"],
    ["what objects have", importing('(import "pintle" "toString" (func))'), "pintle.toString"],
    ["a memory", importing('(import "env" "memory" (memory 1))'), "env.memory"],
    [
      "a global",
      importing('(import "pintle" "host_call" (global i32))'),
      "host_call is not a function",
    ],
    [
      "another signature",
      importing('(import "pintle" "host_take" (func (param i64 i32) (result i32)))'),
      "its import pintle.host_take is (i64, i32) -> i32, expected (i32, i32) -> i32",
    ],
  ];
}

function exports(): Row[] {
  const abi = (text: string) => guest({ abi: text });
  return [
    ["nothing", assemble("(module)"), "does not export its memory"],
    ["no memory", guest({ memory: "(memory 1)" }), "does not export its memory"],
    [
      "a function as memory",
      guest({ memory: "(memory 1)", more: '(func (export "memory"))' }),
      "does not export its memory",
    ],
    ["no version", abi(""), "does not export the function pintle_abi: () -> i32"],
    ["no allocator", guest({ alloc: "" }), "the function pintle_alloc: (i32) -> i32"],
    [
      "a version that is a number",
      abi('(global (export "pintle_abi") i32 (i32.const 1))'),
      "global",
    ],
    [
      "a version of another type",
      abi('(func (export "pintle_abi") (result i64) (i64.const 1))'),
      "its export pintle_abi is () -> i64, expected () -> i32",
    ],
    [
      "free with a result",
      guest({ free: '(func (export "pintle_free") (param i32 i32) (result i32) (i32.const 0))' }),
      "its export pintle_free is (i32, i32) -> i32, expected (i32, i32) -> nothing",
    ],
    [
      "a message of another type",
      guest({ more: '(func (export "pintle_trap") (result i32) (i32.const 0))' }),
      "its export pintle_trap is () -> i32, expected () -> i64",
    ],
    [
      "another version",
      abi('(func (export "pintle_abi") (result i32) (i32.const 2))'),
      "built for version 2 of the ABI, but this host has version 1",
    ],
  ];
}

function sizes(): Row[] {
  const memory = (text: string) => guest({ memory: `(memory (export "memory") ${text})` });
  return [
    ["more than it may have", memory("1025"), "starts with 1025 pages of memory; at most 1024"],
    ["4 GiB", memory("65536"), "starts with 65536 pages"],
    ["more than is given", guest(), "starts with 2 pages", { memoryBytes: 131_071 }],
    ["shared memory", memory("1 1 shared"), "a shared or 64-bit memory or table"],
    ["memory of 64 bits", memory("i64 1"), "64-bit memory"],
    ["a large table", guest({ more: "(table 1000001 funcref)" }), "1000001 entries"],
    [
      "many tables",
      guest({ more: "(table 9000000 externref)".repeat(20) }),
      "180000000 entries; at most 1000000",
    ],
  ];
}

function traps(): Row[] {
  const down = "(func $down (param i32) (call $down (i32.add (local.get 0) (i32.const 1))))";
  // The deepest that JSON may be: what reads it needs stack of its own.
  const deep = `${"[".repeat(127)}${"]".repeat(127)}`;
  const asking = `(func $down (drop (call $call (i32.const ${data}) (i32.const 254))) (call $down))`;
  return [
    ["unreachable", guest({ run: "unreachable" }), "trapped: unreachable"],
    ["something to say of it", saying(answering(8)), "trapped: unreachable; it says: it rains"],
    ["too much to say of it", saying(answering(1, 131_072)), "trapped: unreachable"],
    ["a trap while it says why", saying("unreachable"), "trapped: unreachable"],
    ["a division", guest({ run: "(i64.div_u (i64.const 1) (i64.const 0))" }), "divide by zero"],
    [
      "an access outside its memory",
      guest({ run: "(i64.load (i32.const -1))" }),
      "trapped: memory access out of bounds",
    ],
    [
      "an exception that nothing catches",
      guest({ more: "(tag $mine)", run: "(throw $mine)" }),
      "trapped:",
    ],
    [
      "recursion",
      guest({ more: down, run: "(call $down (i32.const 0)) (i64.const 0)" }),
      "recursed endlessly",
    ],
    [
      "recursion that asks",
      guest({ data: deep, more: asking, run: "(call $down) (i64.const 0)" }),
      "recursed endlessly",
      { calls: 1e9, outputBytes: 1e12 },
    ],
    [
      "recursion in its start function",
      guest({ more: `${down} (func $start (call $down (i32.const 0))) (start $start)` }),
      "recursed endlessly",
    ],
    [
      "a start function that asks",
      guest({
        more: "(func $start (drop (call $call (i32.const 0) (i32.const 0)))) (start $start)",
      }),
      "called host_call in its start function",
    ],
  ];
}

/** A guest that traps, and then says why. */
function saying(message: string): Uint8Array {
  const trap = `(func (export "pintle_trap") (result i64) ${message})`;
  return guest({ data: "it rains", run: "unreachable", more: trap });
}

function allocators(): Row[] {
  const alloc = (place: number) =>
    guest({
      alloc: `(func (export "pintle_alloc") (param i32) (result i32) (i32.const ${place}))`,
    });
  const free = '(func (export "pintle_free") (param i32 i32) unreachable)';
  return [
    ["nothing", alloc(0), "has no memory for its input of 4 bytes"],
    ["after its memory", alloc(131_072), "pintle_alloc's memory outside its memory: 4 bytes"],
    ["over the end of its memory", alloc(131_069), "outside its memory"],
    ["over the end of all memory", alloc(-2), "outside its memory: 4 bytes at 4294967294"],
    ["a trap when it is given back", guest({ free }), "trapped: unreachable"],
  ];
}

function requests(): Row[] {
  const call = (place: number, length: number) => done("call", place, length);
  const take = (place: number, room: number) =>
    guest({
      data: "{}",
      run: `(drop (call $call (i32.const ${data}) (i32.const 2))) ${taking(place, room)}`,
    });
  const taking = (place: number, room: number) =>
    `(drop (call $take (i32.const ${place}) (i32.const ${room}))) ${answering(2)}`;
  return [
    ["after its memory", call(131_072, 1), "host_call a request outside its memory"],
    ["over the end of its memory", call(131_071, 2), "outside its memory: 2 bytes at 131071"],
    ["a negative pointer", call(-1, 1), "outside its memory: 1 bytes at 4294967295"],
    ["a sum over 32 bits", call(-16, 32), "outside its memory: 32 bytes at 4294967280"],
    ["no answer to take", done("take", data, 100), "without an answer to take"],
    ["too little room", take(data, 3), "room for 3 bytes, but the answer has"],
    ["no room", take(data, 0), "room for 0 bytes"],
    ["room after its memory", take(131_072, 1000), "host_take room outside its memory"],
    ["room over the end of its memory", take(131_000, 1000), "host_take room outside its memory"],
    ["a negative place", take(-1, -1), "host_take room outside its memory"],
    [
      "the same answer twice",
      guest({
        data: "{}",
        run: `(drop (call $call (i32.const ${data}) (i32.const 2)))
          (drop (call $take (i32.const 4096) (i32.const 4096))) ${taking(4096, 4096)}`,
      }),
      "without an answer to take",
    ],
  ];
}

/** A guest that calls its host once, with anything. */
function done(name: "call" | "take", place: number, length: number): Uint8Array {
  return guest({
    run: `(drop (call $${name} (i32.const ${place}) (i32.const ${length}))) (i64.const 0)`,
  });
}

function answers(): Row[] {
  const says = "its answer outside its memory";
  return [
    ["after its memory", guest({ run: answering(1, 131_072) }), says],
    ["over the end of its memory", guest({ run: answering(2, 131_071) }), says],
    ["a sum over 32 bits", guest({ run: answering(0x20, 0xffff_fff0) }), says],
    ["a pointer with its highest bit set", guest({ run: answering(1, 0x8000_0000) }), says],
    ["a memory that was larger", guest({ run: answering(1, 1 << 20) }), says],
  ];
}

function endless(): Row[] {
  const forever = "(loop $again (br $again))";
  const start = `(func $start ${forever}) (start $start)`;
  const [limits, says] = [{ timeoutMs: 50 }, "the guest did not end within 50 ms"];
  return [
    ["its run", guest({ run: `${forever} (i64.const 0)` }), says, limits],
    ["its start function", guest({ more: start }), says, limits],
    [
      "its allocator",
      guest({
        alloc: `(func (export "pintle_alloc") (param i32) (result i32) ${forever} (i32.const 0))`,
      }),
      says,
      limits,
    ],
    [
      "giving back memory",
      guest({ free: `(func (export "pintle_free") (param i32 i32) ${forever})` }),
      says,
      limits,
    ],
    ["saying why it trapped", saying(`${forever} (i64.const 0)`), says, limits],
    [
      "its version",
      guest({ abi: `(func (export "pintle_abi") (result i32) ${forever} (i32.const 1))` }),
      says,
      limits,
    ],
    [
      "catching everything",
      guest({ run: `(loop $again (try (do ${forever}) (catch_all)) (br $again)) (i64.const 0)` }),
      says,
      limits,
    ],
    [
      "asking",
      guest({
        data: "{}",
        run: `(loop $again (drop (call $call (i32.const ${data}) (i32.const 2))) (br $again))
          (i64.const 0)`,
      }),
      says,
      { ...limits, calls: 1e9, outputBytes: 1e12 },
    ],
  ];
}

function floods(): Row[] {
  const ask = `(drop (call $call (i32.const ${data}) (i32.const 2)))`;
  const flood = `(loop $again ${ask} (br $again)) (i64.const 0)`;
  const caught = `(loop $again (try (do ${ask}) (catch_all (return ${answering(15)}))) (br $again))
    (i64.const 0)`;
  const calls = 'the guest\'s limit "calls" of 100 calls is used up';
  const output = 'the guest\'s limit "outputBytes" of';
  const large = (length: number) =>
    guest({ run: `(drop (call $call (i32.const 0) (i32.const ${length}))) (i64.const 0)` });
  return [
    ["calls", guest({ data: "{}", run: flood }), calls, { calls: 100 }],
    ["no calls", guest({ data: "{}", run: flood }), '"calls" of 0', { calls: 0 }],
    ["calls, and it catches what ends it", guest({ run: caught }), calls, { calls: 100 }],
    ["many requests", guest({ data: "{}", run: flood }), output, { outputBytes: 999 }],
    ["a large request", large(100_000), output, { outputBytes: 99_999 }],
    ["a request of a negative length", large(-1), output],
    ["a large answer", guest({ run: answering(100_000) }), output, { outputBytes: 99_999 }],
    ["an answer of 4 GiB", guest({ run: answering(0xffff_ffff) }), output],
    ["an answer of -1", guest({ run: "(i64.const -1)" }), output],
  ];
}

function texts(): Row[] {
  const deep = `{"result":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  const giving = (text: string | Uint8Array) =>
    guest({ data: text, memory: '(memory (export "memory") 16)' });
  return [
    ["nothing", guest({ run: answering(0) }), "the guest's answer: EOF"],
    ["not UTF-8", giving(Uint8Array.of(0x22, 0xff, 0x22)), "it is not UTF-8"],
    ["a surrogate in UTF-8", giving(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)), "not UTF-8"],
    ["a mark of byte order", giving('\ufeff{"result":1}'), "expected value"],
    ["200,000 levels", giving(deep), "expected at most 1000 levels of nesting"],
    ["a duplicate key", giving('{"result":1,"result":2}'), "duplicate key"],
    ["a lone surrogate", giving('{"result":"\\ud800"}'), "hex escape"],
    ["something after it", giving('{"result":1}{}'), "trailing characters"],
    ["a number that is too large", giving('{"result":1e999}'), "number out of range"],
  ];
}

function shapes(): Row[] {
  const giving = (text: string) => guest({ data: text });
  const says = 'gave an answer that is neither { "result" } nor { "error": { "message" } }';
  return [
    ["null", giving("null"), says],
    ["a number", giving("42"), says],
    ["a list", giving("[1]"), says],
    ["no result", giving("{}"), says],
    ["another name", giving('{"__proto__":{"result":1}}'), says],
    ["both", giving('{"result":1,"error":{"message":""}}'), says],
    ["an error without a message", giving('{"error":{"code":"X"}}'), says],
    ["an error that is a text", giving('{"error":"no"}'), says],
  ];
}
