/** The WebAssembly module, from beside this script. Bundlers know this form and bring the file along. */
export const module: WebAssembly.Module = await load(new URL("./pintle.wasm", import.meta.url));

async function load(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} cannot be loaded: ${response.status} ${response.statusText}`);
  }
  // Not every server says that it is WebAssembly, which compileStreaming insists on.
  return WebAssembly.compile(await response.arrayBuffer());
}
