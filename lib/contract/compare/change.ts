import { type RuleName, rules, type Word } from "./rules.ts";

/** Something that differs between two contracts. */
export interface Change {
  readonly word: Word;
  readonly rule: RuleName;
  /** What has changed, for people: a command and its parameter, or a named type and its field. */
  readonly subject: string;
  /** What it was and what it is; empty where the rule says everything. */
  readonly detail: string;
  /** The document in which it is, and where: what is missing in the new one is in the old one. */
  readonly document: "old" | "new";
  /** A JSON Pointer into that document. */
  readonly pointer: string;
  /** The commands and error codes that use a named type, if the change is inside one. */
  readonly usedBy: readonly string[];
}

/** Whether callers pass a value, or receive it. */
export type Way = "input" | "output";

/** Something in both documents. */
export interface Place {
  readonly subject: string;
  /** Where it is in the old document, as a JSON Pointer. */
  readonly old: string;
  /** Where it is in the new document. */
  readonly new: string;
  /** The named type that it is inside, or else the command or the error code. */
  readonly owner: string;
}

/** What was found of one change, before it is known who uses the type that it is in. */
interface Found {
  readonly rule: RuleName;
  readonly detail: string;
  readonly place: Place;
  readonly document: "old" | "new";
}

/** Collects changes, and which types are used by what. */
export class Findings {
  readonly #found: Found[] = [];
  /** For each type, seen in one way, the types and commands that refer to it. */
  readonly #users = new Map<string, Set<string>>();

  /** Adds a change at a place that both have, or at one that only one of the documents has. */
  add(rule: RuleName, place: Place, detail = "", document: "old" | "new" = "new"): void {
    this.#found.push({ rule, detail, place, document });
  }

  /** Notes that a type is used; returns whether that was known of any user. */
  isKnown(type: string, user: string): boolean {
    const users = this.#users.get(type);
    if (users === undefined) {
      this.#users.set(type, new Set([user]));
      return false;
    }
    users.add(user);
    return true;
  }

  /**
   * The changes, breaking ones first. A type that is used both ways is judged in both; of one change that is
   * found in both, the breaking verdict counts.
   */
  changes(): Change[] {
    const distinct = new Map<string, Change>();
    for (const found of this.#found) {
      const change = this.#changeOf(found);
      const key = JSON.stringify([
        change.document,
        change.pointer,
        stem(change.rule),
        change.detail,
      ]);
      distinct.set(key, worse(distinct.get(key), change));
    }
    const all = [...distinct.values()];
    const having = (word: Word) => all.filter((change) => change.word === word);
    return [...having("breaking"), ...having("compatible")];
  }

  #changeOf({ rule, detail, place, document }: Found): Change {
    const { subject, owner } = place;
    const { word } = rules[rule];
    const usedBy = this.#users.has(owner) ? this.#usersOf(owner) : [];
    return { word, rule, subject, detail, document, pointer: place[document], usedBy };
  }

  /** The commands and error codes that use a type, directly or through other types. */
  #usersOf(type: string): string[] {
    const seen = new Set([type]);
    const names = new Set<string>();
    for (const one of seen) {
      const users = this.#users.get(one);
      if (users === undefined) {
        names.add(one); // No type, so nothing uses it.
      }
      for (const user of users ?? []) {
        seen.add(user);
      }
    }
    return [...names].sort();
  }
}

/** What is the same change in what callers pass and in what they receive. */
function stem(rule: RuleName): string {
  return rule.replace(/^(input|output)-/, "").replace(/^field-added-.*/, "field-added");
}

function worse(one: Change | undefined, other: Change): Change {
  if (one === undefined || (one.word === "compatible" && other.word === "breaking")) {
    return other;
  }
  if (one.word !== other.word) {
    return one;
  }
  return { ...one, usedBy: [...new Set([...one.usedBy, ...other.usedBy])].sort() };
}
