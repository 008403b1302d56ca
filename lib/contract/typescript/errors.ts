import { comment } from "./comment.ts";
import { declaration } from "./families.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";

/** The types of errors: their codes, their details, and the errors themselves. */
export function errorTypes({ contract, names, types }: Module): string[] {
  const errors = Object.entries(contract["x-errors"]);
  const codes = errors.map(
    ([code, { summary }]) =>
      `${comment(summary, "  ")}  readonly ${property(code)}: ${JSON.stringify(code)};`,
  );
  const details = errors.flatMap(([code, { details }]) =>
    details === undefined ? [] : [`  readonly ${property(code)}: ${types.output(details)};`],
  );
  const [all, code] = [names.type("ErrorCodes"), names.type("ErrorCode")];
  const known = names.type("ErrorDetails");
  const error = `${names.imported("ErrorOf")}<${code}, ${known}>`;
  return [
    declaration("/** Every code that an error of these commands can have. */", all, codes),
    `/** A code that an error of these commands can have. */\nexport type ${code} = keyof ${all};`,
    declaration(
      "/** The details of errors, by code. Those of other codes may be anything. */",
      known,
      details,
    ),
    `/** An error of these commands: its \`code\` says what its \`details\` are. */\nexport type ${names.type("CommandError")} = ${error};`,
  ];
}

/** The function that recognises them. */
export function errorGuard({ names }: Module, addon: string): string {
  const guard = `(value: unknown) => value is ${names.type("CommandError")}`;
  return [
    "/** Whether something that was caught is an error of these commands, with one of their codes. */",
    `export const isCommandError: ${guard} = ${names.imported("errorsOf")}(${addon}) as never;`,
  ].join("\n");
}
