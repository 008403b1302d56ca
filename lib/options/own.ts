/**
 * The own enumerable properties of an object, without inherited ones: what someone has put on
 * `Object.prototype` must not become an option. Every options object is read through this.
 */
export function ownOf<T extends object>(options: T): T {
  return { __proto__: null, ...options };
}

/**
 * Defines a property as a literal has it. An assignment would fail, or call a setter, where `Object.prototype` is
 * frozen or has one of that name.
 */
export function define(object: object, name: string, value: unknown): void {
  const property = ownOf({ value, configurable: true, enumerable: true, writable: true });
  Object.defineProperty(object, name, property);
}
