// A guest, in a thread of its own: whether that finds its script and the addon. Runs in the project.

import assert from "node:assert/strict";
import { runGuest } from "pintle";

// A module that asks for `math.add` of 2 and 40, and answers what it is told:
//
//   (module
//     (import "pintle" "host_call" (func $call (param i32 i32) (result i32)))
//     (import "pintle" "host_take" (func $take (param i32 i32) (result i32)))
//     (memory (export "memory") 1)
//     (data (i32.const 16) "{\"method\":\"math.add\",\"params\":{\"a\":2,\"b\":40}}")
//     (func (export "pintle_abi") (result i32) i32.const 1)
//     (func (export "pintle_alloc") (param i32) (result i32) i32.const 1024)
//     (func (export "pintle_free") (param i32 i32))
//     (func (export "pintle_run") (param i32 i32) (result i64)
//       (local $length i32)
//       (local.set $length (call $call (i32.const 16) (i32.const 45)))
//       (drop (call $take (i32.const 4096) (local.get $length)))
//       (i64.or (i64.const 0x100000000000) (i64.extend_i32_u (local.get $length)))))
const text =
  "AGFzbQEAAAABGwVgAn9/AX9gAAF/YAF/AX9gAn9/AGACf38BfgInAgZwaW50bGUJaG9zdF9jYWxsAAAGcGludGxlCWhvc3RfdGFrZQAAAwUEAQIDBAUDAQABB0EFBm1lbW9yeQIACnBpbnRsZV9hYmkAAgxwaW50bGVfYWxsb2MAAwtwaW50bGVfZnJlZQAECnBpbnRsZV9ydW4ABQowBAQAQQELBQBBgAgLAgALIAEBf0EQQS0QACECQYAgIAIQARpCgICAgICABCACrYQLCzMBAEEQCy17Im1ldGhvZCI6Im1hdGguYWRkIiwicGFyYW1zIjp7ImEiOjIsImIiOjQwfX0=";

const policy = { version: 1, commands: { "math.add": true } };
assert.equal(await runGuest(Buffer.from(text, "base64"), { policy }), 42);
await assert.rejects(runGuest(Buffer.from(text, "base64")), { code: "ERR_PINTLE_GUEST_ERROR" });

console.log("guest: all well");
