// From JSON Schema to inputs: what a person types becomes what a command takes.

/** The parsers of what is typed, by `x-type` of the contract or by `type`. */
const parsers = {
  bytes: (text) => new TextEncoder().encode(text),
  i64: bigint,
  u64: bigint,
  integer: number,
  number,
  Int32Array: (text) => column(Int32Array, text, number),
  Uint32Array: (text) => column(Uint32Array, text, number),
  Float64Array: (text) => column(Float64Array, text, number),
  BigInt64Array: (text) => column(BigInt64Array, text, bigint),
  BigUint64Array: (text) => column(BigUint64Array, text, bigint),
  array: words,
  object: json,
};

/** What stands in an input that is still empty. */
const examples = {
  bytes: "text",
  i64: "9007199254740993",
  u64: "9007199254740993",
  integer: "40",
  number: "0.5",
};

/** The input for a parameter: its label, and a function that reads it. Undefined is left out. */
export function inputFor(contract, name, schema, isRequired) {
  const type = resolve(contract, schema);
  const input = type.oneOf === undefined ? fieldFor(type) : choiceOf(type, isRequired);
  const label = document.createElement("label");
  label.classList.toggle("required", isRequired);
  label.title = plain(schema.description ?? "");
  const title = document.createElement("span");
  title.textContent = name;
  label.append(title, input);
  input.name = name;
  const named = () => {
    try {
      return read(input, type, isRequired);
    } catch (error) {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    }
  };
  return { name, label, read: named };
}

function resolve(contract, schema) {
  const inner = schema.anyOf?.[0] ?? schema;
  const name = inner.$ref?.replace("#/$defs/", "");
  return name === undefined ? inner : contract.$defs[name];
}

function fieldFor(type) {
  const input = document.createElement("input");
  if (type.type === "boolean") {
    input.type = "checkbox";
  } else {
    input.placeholder = examples[kindOf(type)] ?? (type.type === "array" ? "1 2 3" : "");
    input.inputMode = type.type === "integer" ? "numeric" : "text";
  }
  return input;
}

function choiceOf(type, isRequired) {
  const select = document.createElement("select");
  if (!isRequired) {
    select.append(new Option("", ""));
  }
  for (const option of type.oneOf) {
    const choice = new Option(option.const, option.const);
    choice.title = plain(option.description);
    select.append(choice);
  }
  return select;
}

function read(input, type, isRequired) {
  if (input.type === "checkbox") {
    return input.checked;
  }
  if (input.value === "" && !isRequired) {
    return undefined;
  }
  const kind = kindOf(type);
  if (input.value === "" && kind !== "bytes") {
    return undefined; // The command says that it is missing.
  }
  return (parsers[kind] ?? String)(input.value);
}

function kindOf(type) {
  const kind = type["x-type"];
  return Object.hasOwn(parsers, kind ?? "") ? kind : type.type;
}

function words(text) {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function number(text) {
  const value = Number(text);
  if (Number.isNaN(value)) {
    throw new Error(`expected a number, got ${JSON.stringify(text)}`);
  }
  return value;
}

function bigint(text) {
  if (!/^\s*-?\d+\s*$/.test(text)) {
    throw new Error(`expected a whole number, got ${JSON.stringify(text)}`);
  }
  return BigInt(text);
}

/** A typed array turns what it cannot hold into something else, without a word. */
function column(Column, text, parse) {
  const items = words(text).map(parse);
  const column = Column.from(items);
  const changed = items.findIndex((item, index) => item !== column[index]);
  if (changed !== -1) {
    const article = Column === Int32Array ? "an" : "a";
    throw new Error(`[${changed}]: ${article} ${Column.name} cannot hold ${items[changed]}`);
  }
  return column;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`expected JSON: ${error.message}`, { cause: error });
  }
}

/** Documentation where nothing but text can be. */
function plain(markdown) {
  return markdown.replaceAll("`", "");
}
