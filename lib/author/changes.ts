import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long nothing may change until a change counts as complete: an editor writes a file in several steps. */
const quietMs = 50;

/**
 * What changes among files and folders, and everything in those. Each folder is watched by itself: what Node
 * calls recursive loses files on Linux that an editor replaces.
 */
export class Changes {
  readonly #watchers = new Map<string, FSWatcher>();
  /** The folders of which everything matters. */
  readonly #folders: readonly string[];
  #changed = new Set<string>();
  /** How many events there were. */
  #count = 0;
  #onChange: () => void = () => {};

  constructor(paths: readonly string[]) {
    this.#folders = paths.filter(isFolder);
    const files = paths.filter((path) => !isFolder(path));
    // Their folders are watched: whoever replaces a file leaves a watcher with the old one.
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      this.#watch(`${folder}/`, folder, (name) => files.includes(join(folder, name)));
    }
    this.#watchFolders();
  }

  /** Waits until something has changed, and then until nothing does. Returns the paths; none if aborted. */
  async next(signal: AbortSignal): Promise<ReadonlySet<string>> {
    if (this.#changed.size === 0 && !signal.aborted) {
      const done = new AbortController();
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
        signal.addEventListener("abort", () => resolve(), { signal: done.signal });
      });
      done.abort();
    }
    for (let before = -1; before !== this.#count && !signal.aborted; ) {
      before = this.#count;
      await sleep(quietMs);
    }
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** Stops watching. */
  close(): void {
    for (const watcher of this.#watchers.values()) {
      watcher.close();
    }
    this.#watchers.clear();
  }

  #watchFolders(): void {
    const pending = [...this.#folders];
    for (const folder of pending) {
      this.#watch(folder, folder, isSource);
      const entries = isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
      const inner = entries.filter((entry) => entry.isDirectory());
      pending.push(...inner.map(({ name }) => join(folder, name)));
    }
  }

  #watch(key: string, folder: string, matters: (name: string) => boolean): void {
    if (this.#watchers.has(key) || !isFolder(folder)) {
      return;
    }
    const watcher = watch(folder, (_, name) => {
      if (name !== null && matters(name)) {
        this.#add(join(folder, name));
      }
      if (!isFolder(folder)) {
        forget(); // So that one of the same name can be watched.
      }
    });
    const forget = () => {
      watcher.close();
      this.#watchers.delete(key);
    };
    watcher.on("error", forget);
    this.#watchers.set(key, watcher);
  }

  #add(path: string): void {
    this.#count += 1;
    this.#changed.add(path);
    this.#watchFolders(); // It may be a new folder.
    this.#onChange();
  }
}

/** Not a draft or a lock of an editor. */
function isSource(name: string): boolean {
  return !/^\.|~$|^4913$/.test(name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
