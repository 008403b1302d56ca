// What Pintle's direct calls are measured against: the same functions, written by hand in C against
// Node-API, with the checks that its own functions offer and no more.

#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>

static napi_value fail(napi_env env, const char *code, const char *message) {
  napi_throw_type_error(env, code, message);
  return NULL;
}

static napi_value add(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value args[2];
  if (napi_get_cb_info(env, info, &count, args, NULL, NULL) != napi_ok || count != 2) {
    return fail(env, "ERR_ARGUMENTS", "add takes two numbers");
  }
  int32_t a, b, sum;
  if (napi_get_value_int32(env, args[0], &a) != napi_ok ||
      napi_get_value_int32(env, args[1], &b) != napi_ok) {
    return fail(env, "ERR_TYPE", "add takes numbers");
  }
  if (__builtin_add_overflow(a, b, &sum)) {
    return fail(env, "ERR_OVERFLOW", "the sum does not fit into 32 bits");
  }
  napi_value result;
  return napi_create_int32(env, sum, &result) == napi_ok ? result : NULL;
}

static napi_value echo(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value text;
  size_t length;
  if (napi_get_cb_info(env, info, &count, &text, NULL, NULL) != napi_ok || count != 1) {
    return fail(env, "ERR_ARGUMENTS", "echo takes a string");
  }
  if (napi_get_value_string_utf8(env, text, NULL, 0, &length) != napi_ok) {
    return fail(env, "ERR_TYPE", "echo takes a string");
  }
  char *bytes = malloc(length + 1);
  if (bytes == NULL) {
    return fail(env, "ERR_MEMORY", "out of memory");
  }
  napi_value result = NULL;
  if (napi_get_value_string_utf8(env, text, bytes, length + 1, &length) == napi_ok) {
    napi_create_string_utf8(env, bytes, length, &result);
  }
  free(bytes);
  return result;
}

static napi_value byte_length(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value value;
  napi_typedarray_type type;
  size_t length;
  if (napi_get_cb_info(env, info, &count, &value, NULL, NULL) != napi_ok || count != 1) {
    return fail(env, "ERR_ARGUMENTS", "byteLength takes a Uint8Array");
  }
  if (napi_get_typedarray_info(env, value, &type, &length, NULL, NULL, NULL) != napi_ok ||
      type != napi_uint8_array) {
    return fail(env, "ERR_TYPE", "byteLength takes a Uint8Array");
  }
  napi_value result;
  return napi_create_double(env, (double)length, &result) == napi_ok ? result : NULL;
}

/* The least that state costs: a method with the external that it belongs to as its first argument.
 * (napi_wrap, which is for methods, costs more than twice as much as the whole call of one.) */
static int32_t carry = 0;

static napi_value adder(napi_env env, napi_callback_info info) {
  (void)info;
  napi_value result;
  return napi_create_external(env, &carry, NULL, NULL, &result) == napi_ok ? result : NULL;
}

static napi_value add_on(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value args[3];
  if (napi_get_cb_info(env, info, &count, args, NULL, NULL) != napi_ok || count != 3) {
    return fail(env, "ERR_ARGUMENTS", "addOn takes an adder and two numbers");
  }
  void *adder;
  int32_t a, b, sum;
  if (napi_get_value_external(env, args[0], &adder) != napi_ok || adder != &carry ||
      napi_get_value_int32(env, args[1], &a) != napi_ok ||
      napi_get_value_int32(env, args[2], &b) != napi_ok) {
    return fail(env, "ERR_TYPE", "addOn takes an adder and two numbers");
  }
  if (__builtin_add_overflow(a, b, &sum) ||
      __builtin_add_overflow(sum, *(int32_t *)adder, &sum)) {
    return fail(env, "ERR_OVERFLOW", "the sum does not fit into 32 bits");
  }
  napi_value result;
  return napi_create_int32(env, sum, &result) == napi_ok ? result : NULL;
}

static void export(napi_env env, napi_value exports, const char *name, napi_callback callback) {
  napi_value function;
  if (napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, NULL, &function) == napi_ok) {
    napi_set_named_property(env, exports, name, function);
  }
}

NAPI_MODULE_INIT() {
  export(env, exports, "add", add);
  export(env, exports, "echo", echo);
  export(env, exports, "byteLength", byte_length);
  export(env, exports, "adder", adder);
  export(env, exports, "addOn", add_on);
  return exports;
}
