/** What we use of the engine; TypeScript knows it only together with the whole DOM. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, ModuleImports>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  type ModuleImports = Readonly<Record<string, (...args: never[]) => unknown>>;
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
}
