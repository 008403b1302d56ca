import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Document, type Hit, Index, search } from "../../examples/search/search.ts";
import { failure, thrown } from "../failure.ts";

/** The same search, done in the plainest way: every document is read again for every query. */
function bruteForce(documents: readonly Document[], query: string): Hit[] {
  const words = (text: string) =>
    (text.match(/[\p{Alphabetic}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase());
  const texts = documents.map(({ text }) => words(text));
  const average = texts.flat().length / texts.length;
  const terms = [...new Set(words(query))];
  const hits = documents.map(({ id }, index) => {
    const text = texts[index] ?? [];
    const scores = terms.map((term) => {
      const having = texts.filter((other) => other.includes(term)).length;
      const rarity = Math.log(1 + (texts.length - having + 0.5) / (having + 0.5));
      const times = text.filter((word) => word === term).length;
      return (rarity * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * text.length) / average));
    });
    return { id, score: scores.reduce((sum, score) => sum + score, 0) };
  });
  return hits.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

describe("an index", () => {
  test("finds what a search through all texts finds", async () => {
    const word = fc.constantFrom("rust", "Rust", "code", "a", "b", "42", "Straße", "день", "猫");
    const separator = fc.constantFrom(" ", ", ", "\n", "—", "_");
    const text = fc
      .array(fc.tuple(word, separator), { maxLength: 12 })
      .map((parts) => parts.flat().join(""));
    const property = fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 30 }),
      fc.array(word, { maxLength: 3 }),
      async (texts, query) => {
        using index = search.createIndex();
        const documents = texts.map((text, id) => ({ id: `${id}`, text }));
        expect(await index.add(documents)).toBe(texts.length);
        const found = index.find(query.join(" "), { limit: 100 });
        const expected = bruteForce(documents, query.join(" "));
        // The logarithms of Rust and of JavaScript may differ in the last digit, and then the order of equals.
        const rounded = (hits: readonly Hit[]) =>
          hits.map(({ id, score }) => `${score.toFixed(9)} ${id}`).sort();
        expect(rounded(found)).toEqual(rounded(expected));
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(index.find(query.join(" "), { limit: 2 })).toEqual(found.slice(0, 2));
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  test("has documents of which each has an id of its own", async () => {
    using index = search.createIndex();
    await index.add([{ id: "a", text: "one" }]);
    const twice = [
      { id: "b", text: "two" },
      { id: "b", text: "three" },
    ];
    const pointer = "/documents/1/id";
    expect(await failure(() => index.add(twice))).toMatchObject({
      code: "ERR_SEARCH_DUPLICATE",
      pointer,
    });
    expect(await failure(() => index.add([{ id: "a", text: "two" }]))).toMatchObject({
      message: 'search.add: documents[0].id: the index has a document "a" already',
    });
    expect(index.size()).toBe(1);
    expect(index.find("two three")).toEqual([]);
  });

  test("returns ten documents unless more or fewer are wanted", async () => {
    using index = search.createIndex();
    await index.add(Array.from({ length: 20 }, (_, id) => ({ id: `${id}`, text: "same" })));
    const ids = (limit: number) => index.find("same", { limit }).map(({ id }) => id);
    expect(index.find("same")).toHaveLength(10);
    expect(ids(0)).toEqual([]);
    expect(ids(3)).toEqual(["0", "1", "2"]);
  });

  test("can be changed by many calls at the same time", async () => {
    using index = search.createIndex();
    const batches = Array.from({ length: 20 }, (_, batch) =>
      index.add(Array.from({ length: 50 }, (_, id) => ({ id: `${batch}.${id}`, text: "x y" }))),
    );
    await Promise.all(batches);
    expect(index.size()).toBe(1000);
    expect(index.find("y", { limit: 2000 })).toHaveLength(1000);
  });

  test("is an instance of a class, and of no use after it has been disposed of", () => {
    const index = search.createIndex();
    expect(index).toBeInstanceOf(Index);
    index[Symbol.dispose]();
    expect(thrown(() => index.size())).toMatchObject({ code: "ERR_PINTLE_DISPOSED" });
  });

  test("is collected when it is forgotten", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const references: WeakRef<Index>[] = [];
    for (let made = 0; made < 100; made += 1) {
      references.push(new WeakRef(search.createIndex()));
    }
    const alive = () => references.filter((reference) => reference.deref() !== undefined).length;
    for (let turn = 0; turn < 100 && alive() > 0; turn += 1) {
      await setImmediate();
      collect();
    }
    expect(alive()).toBe(0);
  });
});
