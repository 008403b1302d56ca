import { join } from "node:path";
import type { Ground } from "./ground.ts";

/** Something that must not work. */
export interface Attack {
  readonly name: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Why it does not work: because it is denied, if nothing else is said. */
  readonly code?: string;
}

type Row = readonly [name: string, params: Readonly<Record<string, unknown>>, code?: string];

/** The table, by what is attacked. */
export function attacks(ground: Ground): Readonly<Record<string, readonly Attack[]>> {
  return {
    "which command": commands(ground),
    "which program": ["program.run", "program.lines"].flatMap((method) =>
      of(method, programs(ground)),
    ),
    "its arguments": of("program.run", args(ground)),
    "its environment": of("program.run", environment(ground)),
    "its folder": ["program.run", "program.lines"].flatMap((method) => of(method, folders(ground))),
    "a repository's own configuration": of("program.run", repositories(ground)),
    "what it may use": ["program.run", "program.lines"].flatMap((method) => of(method, limits())),
    "which file": [
      ...files(ground).map(([name, path]) => attack("hash.file", name, { path })),
      ...files(ground).map(([name, path]) => attack("hash.files", name, { paths: [path] })),
      ...files(ground).map(([name, path]) =>
        attack("hash.files", `${name}, with a root`, { root: ground.work, paths: [path] }),
      ),
    ],
    "which folder": [
      ...trees(ground).map(([name, root]) => attack("tree.walk", name, { root })),
      ...trees(ground).map(([name, root]) => attack("tree.entries", name, { root })),
      ...trees(ground).map(([name, root]) => attack("hash.tree", name, { root })),
      ...trees(ground).map(([name, root]) => attack("hash.files", name, { root, paths: ["x"] })),
      ...trees(ground).map(([name, root]) => attack("text.search", name, { root, pattern: "x" })),
      ...trees(ground).map(([name, root]) => attack("text.matches", name, { root, pattern: "x" })),
      ...trees(ground).map(([name, root]) =>
        attack("text.replace", name, { root, pattern: "s", replacement: "x", write: true }),
      ),
    ],
  };
}

function attack(method: string, name: string, params: Row[1], code?: string): Attack {
  return { name: `${method}: ${name}`, method, params, ...(code === undefined ? {} : { code }) };
}

function of(method: string, rows: readonly Row[]): Attack[] {
  return rows.map(([name, params, code]) => attack(method, name, params, code));
}

/** What finds the secret, without saying it. */
const loose = { pattern: "that.stands" };
const rewritten = { ...loose, replacement: "x", write: true };

function commands({ outside, work }: Ground): Attack[] {
  return [
    attack("program.which", "no rule", { program: "git" }),
    attack("math.divide", "forbidden though its family is allowed", { a: 1, b: 1 }),
    attack("tree.walk", "a link is followed out", { root: work, followSymlinks: true }, "none"),
    attack("tree.entries", "a link is followed out", { root: work, followSymlinks: true }, "none"),
    attack("archive.entries", "no rule", { archive: join(work, "a.txt") }),
    attack("hash.tree", "outside", { root: outside }),
    attack("text.search", "a hard link", { root: work, ...loose }, "none"),
    attack("text.matches", "a hard link", { root: work, ...loose }, "none"),
    attack("text.replace", "a hard link", { root: work, ...rewritten }, "none"),
    attack("math.ad", "misspelt", { a: 1, b: 1 }, "ERR_PINTLE_UNKNOWN_COMMAND"),
    attack("Math.add", "another case", { a: 1, b: 1 }, "ERR_PINTLE_UNKNOWN_COMMAND"),
    attack("math.add\0", "a NUL behind it", { a: 1, b: 1 }, "ERR_PINTLE_UNKNOWN_COMMAND"),
  ];
}

/** An invalid request may be reported before the policy is asked. */
const either = "ERR_PINTLE_INVALID_TYPE|ERR_PINTLE_DENIED";

const status = ["status", "--porcelain=v2", "--ignore-submodules=all"];
const honest = ["clone", "--", "https://github.com/a/b", "new"];

function programs({ work, planted }: Ground): Row[] {
  return [
    ["one that no rule names", { program: "rm", args: ["-rf", "."] }],
    ["a relative path", { program: "./git", args: status }],
    ["a path to another", { program: join(planted, "git"), args: status }],
    ["its own name in the root", { program: join(work, "sh"), args: ["leave"] }],
    ["a path below the root", { program: join(work, "git"), args: status }],
    ["the same file by another path", { program: "/bin/../bin/git", args: status }],
    ["a path with ..", { program: "/usr/bin/../bin/git", args: status }],
    ["a path with a double slash", { program: "/usr//bin/git", args: status }],
    ["a path with a slash at its end", { program: "/usr/bin/git/", args: status }],
    ["a NUL behind it", { program: "git\0", args: status }],
    ["a NUL and more behind it", { program: "git\0x", args: status }],
    ["a dot behind it", { program: "git.", args: status }],
    ["a trailing space", { program: "git ", args: status }],
    ["a line break behind it", { program: "git\n", args: status }],
    ["another case", { program: "GIT", args: status }],
    ["a letter that looks the same", { program: "g\u0456t", args: status }],
    ["empty", { program: "", args: status }],
    ["a list", { program: ["git"], args: status }, either],
    ["the shell", { program: "/bin/sh", args: ["-c", "id"] }],
    ["all in one text", { program: "git status --porcelain=v2", args: [] }],
  ];
}

function args({ canary, outside, work }: Ground): Row[] {
  const git = (...args: unknown[]) => ({ program: "git", args, cwd: work });
  const clone = (from: string, into = "new") => git("clone", "--", from, into);
  const say = (text: string) => ({ program: "say", args: [text] });
  return [
    ["none", { program: "git" }],
    ["an empty list", git()],
    ["too few", git("clone", "--", "https://github.com/a/b")],
    ["too many", git(...honest, "more")],
    ["too many behind --", git(...honest, "--", "more")],
    ["an empty one more", git(...honest, "")],
    ["another order", git("--", "clone", "https://github.com/a/b", "new")],
    ["without --", git("clone", "https://github.com/a/b", "new")],
    ["an option for the address", clone(`--upload-pack=touch ${canary}`)],
    ["an option for the path", clone("https://github.com/a/b", "--bare")],
    ["a single -", clone("-")],
    ["an option before --", git("clone", "--bare", "--", "https://github.com/a/b", "new")],
    ["an abbreviated option", git("clone", `--upload-p=touch ${canary}`, ...honest.slice(1))],
    ["a joined option", git("clone", `-utouch ${canary}`, ...honest.slice(1))],
    ["-c first", git("-c", `core.fsmonitor=touch ${canary}`, ...status)],
    ["-c in the middle", git("clone", "-c", `core.fsmonitor=touch ${canary}`, ...honest.slice(1))],
    ["-c at the end", git(...status, "-c", `core.fsmonitor=touch ${canary}`)],
    ["-c joined", git(`-ccore.fsmonitor=touch ${canary}`, ...status)],
    ["--exec-path", git("--exec-path=.", ...status)],
    ["--git-dir", git("--git-dir=repo-fsmonitor/.git", ...status)],
    ["an alias", git("-c", `alias.x=!touch ${canary}`, "x")],
    ["ext::", clone(`ext::sh -c touch% ${canary}`)],
    ["ext:: behind the pattern", clone("https://github.com/a/b\next::sh")],
    ["file://", clone(`file://${outside}`)],
    ["ssh with an option", clone(`ssh://-oProxyCommand=touch ${canary}/x`)],
    ["another host behind the pattern", clone("https://github.com/a/b@evil.example")],
    ["another host before the pattern", clone("https://evil.example/https://github.com/a/b")],
    ["another case of the address", clone("HTTPS://github.com/a/b")],
    ["an alternative, half matched", { program: "half", args: ["half", "goodness"] }],
    ["an alternative, half matched at its end", { program: "half", args: ["half", "unfine"] }],
    ["a line break before", { program: "half", args: ["half", "\ngood"] }],
    ["a line break behind", { program: "half", args: ["half", "good\n"] }],
    ["a line that matches", { program: "half", args: ["half", "x\ngood\nx"] }],
    ["a control character for .*", { program: "any", args: ["any", "a\u0007b"] }],
    ["a NUL for .*", { program: "any", args: ["any", "a\0b"] }],
    ["a line break for .*", { program: "any", args: ["any", "a\nb"] }],
    ["an option for .*", { program: "any", args: ["any", "--version"] }],
    ["a semicolon", say(`a; touch ${canary}`)],
    ["a substitution", say(`$(touch ${canary})`)],
    ["backquotes", say(`\`touch ${canary}\``)],
    ["a pipe", say(`a | touch ${canary}`)],
    ["a redirection", say(`a > ${canary}`)],
    ["a variable", say("$HOME")],
    ["a glob", say("*")],
    ["a blank", say("a b")],
    ["a number in hexadecimal", { program: "count", args: ["count", "0x1"] }],
    ["a negative number", { program: "count", args: ["count", "-1"] }],
    ["a number with an exponent", { program: "count", args: ["count", "1e0"] }],
    ["a number with blanks", { program: "count", args: ["count", " 1"] }],
    ["a number that is too large", { program: "count", args: ["count", "10"] }],
    ["a number with a zero before it", { program: "count", args: ["count", "01"] }],
    ["a number with zeros before it", { program: "count", args: ["count", "007"] }],
    ["two zeros", { program: "count", args: ["count", "00"] }],
    ["a number with a plus", { program: "count", args: ["count", "+1"] }],
    ["a number with a fraction", { program: "count", args: ["count", "1.0"] }],
    ["a number with a separator", { program: "count", args: ["count", "1_0"] }],
    ["a negative zero", { program: "count", args: ["count", "-0"] }],
    ["a number with a blank behind it", { program: "count", args: ["count", "1 "] }],
    ["a full-width digit", { program: "count", args: ["count", "\uff11"] }],
    ["letters of another script for \\w", clone("https://github.com/\u0430/b")],
    ["digits of another script for \\w", clone("https://github.com/a/\u0661")],
    ["a digit of another script", { program: "count", args: ["count", "\u0661"] }],
    ["a number, not a text", { program: "count", args: ["count", 1] }, either],
    ["a path out", { program: "show", args: ["../outside/secret.txt"] }],
    ["an absolute path out", { program: "show", args: [join(outside, "secret.txt")] }],
    ["a path through a link", { program: "show", args: ["link/secret.txt"] }],
    ["a link", { program: "show", args: ["link.txt"] }],
    ["a hard link", { program: "show", args: ["hard.txt"] }],
    ["a path through /proc", { program: "show", args: ["root/etc/hostname"] }],
    ["an option for a path", { program: "show", args: ["--help"] }],
    ["a path with a control character", { program: "show", args: ["a\u0007b"] }],
    ["a path with a NUL", { program: "show", args: ["a.txt\0x"] }],
    ["an archive over what is there", { program: "tar", args: ["-xf", "a.txt"], cwd: work }],
    [
      "an archive with a command",
      { program: "tar", args: ["-xf", "a.txt", `--to-command=touch ${canary}`], cwd: work },
    ],
    ["clone out of the root", clone("https://github.com/a/b", "../outside/new")],
    ["clone through a link", clone("https://github.com/a/b", "link/new")],
    ["clone to an absolute path", clone("https://github.com/a/b", join(outside, "new"))],
  ];
}

function environment({ canary, outside, work, planted }: Ground): Row[] {
  const variable = (name: string, value: string): Row => [
    name,
    { program: "git", args: status, cwd: join(work, "plain"), env: { [name]: value } },
  ];
  return [
    variable("GIT_SSH_COMMAND", `touch ${canary}`),
    variable("GIT_EXTERNAL_DIFF", `touch ${canary}`),
    variable("GIT_CONFIG_COUNT", "1"),
    variable("GIT_DIR", join(work, "repo-fsmonitor", ".git")),
    variable("GIT_EXEC_PATH", planted),
    variable("LD_PRELOAD", "/tmp/x.so"),
    variable("LD_LIBRARY_PATH", planted),
    variable("NODE_OPTIONS", "--require /tmp/x.js"),
    variable("PATH", planted),
    variable("BASH_ENV", join(planted, "sh")),
    variable("IFS", "x"),
    variable("path", planted),
    variable("__proto__", "x"),
    variable("", "x"),
    variable("A=B", "x"),
    ["input that the rule does not allow", { program: "say", args: ["a"], stdin: "aGk=" }],
    ["the same as text", { program: "say", args: ["a"], stdinText: "hi" }],
    ["a file for input", { program: "say", args: ["a"], stdinFile: join(outside, "secret.txt") }],
    ["a file for output", { program: "say", args: ["a"], stdoutFile: canary }],
    ["a file for error output", { program: "say", args: ["a"], stderrFile: canary }],
    ["output without an end", { program: "say", args: ["a"], overflow: "truncate" }],
  ];
}

function folders({ outside, work }: Ground): Row[] {
  return trees({ outside, work } as Ground).map(([name, cwd]) => [
    name,
    { program: "git", args: status, cwd },
  ]);
}

function repositories({ work }: Ground): Row[] {
  const names = ["fsmonitor", "filter", "include", "upload", "ext", "joined", "elsewhere", "pipe"];
  const nested = join(work, "repo-submodule");
  const looked: Row[] = [
    [
      "status that looks into a repository inside",
      { program: "git", args: status.slice(0, 2), cwd: nested },
    ],
    ["status beside a repository inside", { program: "git", args: status, cwd: nested }, "none"],
  ];
  const own = names.flatMap((name): Row[] => {
    const cwd = join(work, `repo-${name}`);
    return [
      [`status with ${name}`, { program: "git", args: status, cwd }],
      [
        `fetch with ${name}`,
        { program: "git", args: ["fetch", "--no-recurse-submodules", "--", "origin"], cwd },
      ],
    ];
  });
  return [...looked, ...own];
}

function limits(): Row[] {
  return [
    [
      "a flood of output that is reported as a failure",
      { program: "flood", args: ["flood"], check: true },
      "ERR_PINTLE_OUTPUT_LIMIT",
    ],
    ["a flood of output", { program: "flood", args: ["flood"] }, "ERR_PINTLE_OUTPUT_LIMIT"],
    [
      "a flood with a limit of its own",
      { program: "flood", args: ["flood"], maxOutputBytes: 1e9 },
      "ERR_PINTLE_OUTPUT_LIMIT",
    ],
    ["a grandchild that stays", { program: "leave", args: ["leave"] }, "ERR_PINTLE_TIMEOUT"],
    [
      "a grandchild that stays, with limits of its own",
      { program: "leave", args: ["leave"], timeoutMs: 60_000, killGraceMs: 60_000 },
      "ERR_PINTLE_TIMEOUT",
    ],
  ];
}

function files({ outside, work }: Ground): (readonly [name: string, path: string])[] {
  return [
    ["..", `${work}/../outside/secret.txt`],
    [".. in the middle", `${work}/sub/../../outside/secret.txt`],
    ["an absolute path", join(outside, "secret.txt")],
    ["a device", "/dev/zero"],
    ["another device", "/dev/stdin"],
    ["/proc/self/environ", "/proc/self/environ"],
    ["/proc/self/root", `/proc/self/root${outside}/secret.txt`],
    ["/proc/self/cwd", "/proc/self/cwd/package.json"],
    ["/proc/self/fd", "/proc/self/fd/0"],
    ["a link", join(work, "link.txt")],
    ["a hard link", join(work, "hard.txt")],
    ["through a link", join(work, "link", "secret.txt")],
    ["through a link to /proc", `${join(work, "root")}${outside}/secret.txt`],
    ["a pipe", join(work, "pipe")],
    ["a name that begins like the root's", `${work}-other/x`],
    ["another case of the root", join(work.toUpperCase(), "a.txt")],
  ];
}

function trees({ outside, work }: Ground): (readonly [name: string, path: string])[] {
  return [
    ["..", `${work}/..`],
    [".. in the middle", `${work}/sub/../../outside`],
    ["an absolute path", outside],
    ["/", "/"],
    ["/proc/self/root", `/proc/self/root${outside}`],
    ["/proc/self/cwd", "/proc/self/cwd"],
    ["a link", join(work, "link")],
    ["through a link to /proc", `${join(work, "root")}${outside}`],
    ["a relative path", "."],
  ];
}
