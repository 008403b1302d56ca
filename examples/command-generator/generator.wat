;; A module that only says what it wishes: make_command("add", 5, 7) gives the text
;; {"method":"math.add","params":{"a":5,"b":7}}. It imports nothing, so that it can do nothing.

(module
  (memory (export "memory") 1)
  ;; What stands before, between and behind the parts. The operation is put at 256, the command at 512.
  (data (i32.const 0) "{\"method\":\"math.")
  (data (i32.const 32) "\",\"params\":{\"a\":")
  (data (i32.const 64) ",\"b\":")
  (data (i32.const 96) "}}")
  (global $end (mut i32) (i32.const 0))

  ;; Where the caller writes the name of the operation, of 64 bytes at most.
  (func (export "place_for") (param $length i32) (result i32)
    (if (i32.gt_u (local.get $length) (i32.const 64))
      (then unreachable))
    (i32.const 256))

  ;; Where the command is in the upper half, and how many bytes it has in the lower.
  (func (export "make_command") (param $operation i32) (param $length i32) (param $a i32) (param $b i32) (result i64)
    (global.set $end (i32.const 512))
    (call $put (i32.const 0) (i32.const 16))
    (call $put (local.get $operation) (local.get $length))
    (call $put (i32.const 32) (i32.const 16))
    (call $put_number (local.get $a))
    (call $put (i32.const 64) (i32.const 5))
    (call $put_number (local.get $b))
    (call $put (i32.const 96) (i32.const 2))
    (i64.or
      (i64.shl (i64.const 512) (i64.const 32))
      (i64.extend_i32_u (i32.sub (global.get $end) (i32.const 512)))))

  (func $put (param $from i32) (param $length i32)
    (memory.copy (global.get $end) (local.get $from) (local.get $length))
    (global.set $end (i32.add (global.get $end) (local.get $length))))

  (func $put_byte (param $byte i32)
    (i32.store8 (global.get $end) (local.get $byte))
    (global.set $end (i32.add (global.get $end) (i32.const 1))))

  (func $put_number (param $number i32)
    (if (i32.lt_s (local.get $number) (i32.const 0))
      (then
        (call $put_byte (i32.const 45))
        (local.set $number (i32.sub (i32.const 0) (local.get $number)))))
    (call $put_digits (local.get $number)))

  (func $put_digits (param $number i32)
    (if (i32.gt_u (local.get $number) (i32.const 9))
      (then (call $put_digits (i32.div_u (local.get $number) (i32.const 10)))))
    (call $put_byte (i32.add (i32.const 48) (i32.rem_u (local.get $number) (i32.const 10))))))
