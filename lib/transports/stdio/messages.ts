/** What the messages of a host have, besides answers and progress. */

/** A host's description of itself. */
export interface Greeting {
  readonly version?: unknown;
  readonly contract?: unknown;
  readonly limits?: { readonly messageBytes?: number };
}

/** A question to a function of a request. */
export interface Question {
  readonly id: number;
  readonly function: number;
  readonly arguments: readonly unknown[];
}

/** What a message about items has. */
export interface Flowing {
  readonly id: number;
  readonly items: readonly unknown[];
  readonly input: string;
  readonly bytes: number;
}
