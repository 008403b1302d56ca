import { page } from "../../binding/external.ts";
import { PintleError } from "../../errors/pintle-error.ts";

/** The bytes of a WebAssembly module, or where they are. */
type BytesSource = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | URL | string;

/** A source of a WebAssembly module: the module, its bytes, or where to fetch them from. */
export type WasmSource = WebAssembly.Module | BytesSource;

/** Compiles pintle.wasm from wherever it comes from. */
export async function compile(
  given: WasmSource | PromiseLike<WasmSource>,
): Promise<WebAssembly.Module> {
  let source: WasmSource | undefined;
  try {
    source = await given;
    // To TypeScript everything is a module, since a module has no properties.
    const isModule: boolean = isA(source, "WebAssembly.Module");
    const module = isModule ? source : await compileBytes(source as BytesSource);
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    if (!names.includes("preparePlan") || !names.includes("takePanic")) {
      throw new Error("it is a different module");
    }
    return module;
  } catch (error) {
    const from = typeof source === "string" || isA(source, "URL") ? ` from ${source}` : "";
    const why = error instanceof Error ? error.message : String(error);
    throw new PintleError({
      code: "ERR_PINTLE_LOAD",
      message: `pintle.wasm cannot be loaded${from}: ${why}; for bundler configuration, see ${page}`,
      pointer: "",
      cause: error,
    });
  }
}

async function compileBytes(source: BytesSource) {
  const bytes = await bytesOf(source);
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const start = String.fromCharCode(...view.subarray(0, 4));
  if (start !== "\0asm") {
    // For example a server that responds with its page when a file is missing.
    throw new Error(
      `expected WebAssembly, got ${view.length} bytes that begin with ${JSON.stringify(start)}`,
    );
  }
  // Not every server sends the MIME type that compileStreaming insists on.
  return WebAssembly.compile(view);
}

async function bytesOf(source: BytesSource): Promise<ArrayBuffer | ArrayBufferView<ArrayBuffer>> {
  if (isA(source, "Response")) {
    if (!source.ok) {
      throw new Error(`the server responded ${source.status} ${source.statusText}`);
    }
    return source.arrayBuffer();
  }
  if (isA(source, "ArrayBuffer") || ArrayBuffer.isView(source)) {
    return source;
  }
  if (typeof source === "string" || isA(source, "URL")) {
    const fs = globalThis.process?.getBuiltinModule?.("node:fs/promises");
    if (fs !== undefined && String(source).startsWith("file:")) {
      return fs.readFile(new URL(source)); // Node cannot fetch files.
    }
    return bytesOf(await fetch(source));
  }
  const expected = "a WebAssembly.Module, its bytes, a Response, a URL or the text of one";
  throw new Error(`expected ${expected}, got ${source === null ? "null" : typeof source}`);
}

/** Whether a value is of a class, in any realm. */
function isA<Name extends keyof Classes>(value: unknown, name: Name): value is Classes[Name] {
  return Object.prototype.toString.call(value) === `[object ${name}]`;
}

interface Classes {
  readonly "WebAssembly.Module": WebAssembly.Module;
  readonly ArrayBuffer: ArrayBuffer;
  readonly URL: URL;
  readonly Response: Response;
}
