// Lists the commands of the contract with a form for each, and runs them as WebAssembly.

import { connect, PintleError, wasm } from "pintle/wasm";
import { inputFor } from "./inputs.js";

const client = await connect({ transport: wasm() });
const commands = Object.entries(client.contract["x-commands"]);
const forms = commands.map(([method, command]) => formFor(method, command));
document.querySelector("#commands").append(...forms);

const portable = commands.filter(([, command]) => command.portable).length;
document.querySelector("#status").textContent =
  `${portable} of ${commands.length} commands run here; the others need Node.`;

document.querySelector("#filter").addEventListener("input", ({ target }) => {
  for (const form of forms) {
    form.hidden = !form.dataset.method.toLowerCase().includes(target.value.toLowerCase());
  }
});

function formFor(method, command) {
  const form = element("form", { className: command.portable ? "" : "elsewhere" });
  form.dataset.method = method;
  form.append(
    element("h2", { textContent: method }),
    element("p", { textContent: flowing(command.description) }),
  );
  if (!command.portable) {
    form.append(element("output", { textContent: "Needs Node: it is not portable." }));
    return form;
  }
  if (command.directOnly) {
    const text = "Changes memory of its caller, so only code can call it.";
    form.append(element("output", { textContent: text }));
    return form;
  }
  const { properties, required } = command.paramsSchema;
  const inputs = Object.entries(properties).map(([name, schema]) =>
    inputFor(client.contract, name, schema, required.includes(name)),
  );
  const output = element("output", {});
  form.append(
    ...inputs.map((input) => input.label),
    element("button", { textContent: "Run" }),
    output,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(method, command, inputs, output);
  });
  return form;
}

/** Runs a command on what the form holds, and shows its result or its error. */
async function run(method, { params }, inputs, output) {
  const [family, name] = method.split(".");
  try {
    const values = inputs.flatMap(({ name, read }) => {
      const value = read();
      return value === undefined ? [] : [[name, value]];
    });
    const rest = Object.fromEntries(values);
    const args = params.map((param) => {
      if (param.kind === "options") {
        return rest;
      }
      const { [param.name]: value } = rest;
      delete rest[param.name];
      return value;
    });
    const result = await client[family][name](...args);
    show(output, "ok", typeof result === "bigint" ? `${result}n` : text(result));
  } catch (error) {
    const isOurs = PintleError.is(error);
    show(output, "failed", isOurs ? `${error.code}\n${error.message}` : String(error.message));
  }
}

/** Documentation without the line breaks of its source; empty lines stay. */
function flowing(description) {
  return description.replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}

function text(result) {
  return typeof result === "string" ? result : JSON.stringify(result, null, 2);
}

function show(output, className, textContent) {
  Object.assign(output, { className, textContent });
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
