;; A guest that asks the same again and again, so that what it costs to start is not what is measured.
;; Its input is [TIMES,REQUEST]; it gives the last answer.

(module
  (import "pintle" "host_call" (func $host_call (param i32 i32) (result i32)))
  (import "pintle" "host_take" (func $host_take (param i32 i32) (result i32)))

  ;; The input is put at 16, the answer at 8 MiB.
  (memory (export "memory") 256)

  (func (export "pintle_abi") (result i32) (i32.const 1))
  (func (export "pintle_alloc") (param i32) (result i32) (i32.const 16))
  (func (export "pintle_free") (param i32 i32))

  (func (export "pintle_run") (param $at i32) (param $length i32) (result i64)
    (local $end i32)
    (local $times i32)
    (local $digit i32)
    (local $answer i32)
    ;; The closing bracket is not part of the request.
    (local.set $end (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 1)))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (block $comma
      (loop $digits
        (local.set $digit (i32.load8_u (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $comma (i32.eq (local.get $digit) (i32.const 44)))
        (local.set $times
          (i32.add
            (i32.mul (local.get $times) (i32.const 10))
            (i32.sub (local.get $digit) (i32.const 48))))
        (br $digits)))
    (loop $again
      (local.set $answer
        (call $host_call (local.get $at) (i32.sub (local.get $end) (local.get $at))))
      (drop (call $host_take (i32.const 8388608) (i32.const 8388608)))
      (local.set $times (i32.sub (local.get $times) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $times) (i32.const 0))))
    (i64.or (i64.const 0x80000000000000) (i64.extend_i32_u (local.get $answer)))))
