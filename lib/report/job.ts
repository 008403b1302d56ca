import { hash, type Plan, plan, program, tree } from "../../index.ts";

/** The findings of either approach. */
export interface Findings {
  readonly paths: readonly string[];
  readonly sizes: Float64Array | null;
  readonly digests: readonly string[];
  readonly fingerprint: string;
  /** What git reports about the last commit. */
  readonly commit: { readonly exitCode: number | null; readonly stdout: { text(): string } };
}

const walked = { gitignore: true, stat: true, kinds: ["file"] } as const;
const lastCommit = ["log", "-1", "--format=%h %s (%an, %ar)"] as const;
/** A folder without a repository, or one without commits, is not a failure. */
const git = { check: false } as const;

/** The job as one plan: the paths never leave Rust between its steps. */
export const asPlan: Plan<{ root: string }, Findings> = plan((p, { root }: { root: string }) => {
  const found = p.tree.walk(root, walked);
  const sums = p.hash.files(found.paths, { root });
  const whole = p.hash.tree(root, { gitignore: true });
  const commit = p.program.run("git", lastCommit, { ...git, cwd: root });
  return {
    paths: found.paths,
    sizes: found.sizes,
    digests: sums.digests,
    fingerprint: whole.digest,
    commit,
  };
});

/** How often each approach enters Rust. */
export const crossings = { plan: 1, calls: 4 } as const;

/** The same job without a plan, with as much as possible in parallel. */
export async function callByCall({ root }: { root: string }): Promise<Findings> {
  const [found, whole, commit] = await Promise.all([
    tree.walk(root, walked),
    hash.tree(root, { gitignore: true }),
    program.run("git", lastCommit, { ...git, cwd: root }),
  ]);
  const sums = await hash.files(found.paths, { root });
  return {
    paths: found.paths,
    sizes: found.sizes,
    digests: sums.digests,
    fingerprint: whole.digest,
    commit,
  };
}
