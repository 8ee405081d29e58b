import type { Problem } from '../../contract/schema.ts';
import { signatureLabel, type MarkedSignature, type SignatureComparison } from '../../contract/signatures.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Jobs } from './jobs.svelte.ts';
import { shownProblem } from './problems.ts';

/** Signatures of one known writer, in the order of the case. */
export interface Signer {
  readonly writer: string;
  readonly signatures: readonly MarkedSignature[];
}

/** The questioned signature and a reference, by their identifiers, and how alike they are. */
export interface SignaturePair {
  readonly questioned: string;
  readonly known: string;
  readonly likeness: number;
}

/**
 * Signatures that are marked in the open case, which of them are chosen to be compared, and what comparing them came to. One
 * questioned signature is compared with references of one writer: the first of each is chosen where nothing else is, with
 * every reference of that writer.
 */
export class Signatures {
  marked = $state.raw<readonly MarkedSignature[]>([]);
  /** Stored comparisons, newest first. */
  comparisons = $state.raw<readonly SignatureComparison[]>([]);
  /** Identifier of the comparison shown. */
  shown = $state<string | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;
  readonly #jobs: Jobs;
  #questioned = $state<string | null>(null);
  #writer = $state<string | null>(null);
  /** References that are not to be compared with. */
  #without = $state.raw<ReadonlySet<string>>(new Set());
  #case: string | undefined;
  /** Counts readings: what an earlier one still brings is not how the case stands. */
  #reading = 0;

  constructor(engine: EngineClient, session: CaseSession, jobs: Jobs) {
    this.#engine = engine;
    this.#session = session;
    this.#jobs = jobs;
    session.onChanged(() => void this.reload());
  }

  /** Those in question. */
  get questioned(): readonly MarkedSignature[] {
    return this.#bySide.questioned;
  }

  /** Those of each known writer who has any, in the order of the case. */
  get signers(): readonly Signer[] {
    return this.#bySide.signers;
  }

  readonly #bySide = $derived.by(() => {
    const known = this.marked.flatMap((signature) =>
      signature.role === 'known' && signature.writer !== null ? [[signature.writer, signature] as const] : [],
    );
    const byWriter = Map.groupBy(known, ([writer]) => writer);
    return {
      questioned: this.marked.filter(({ role }) => role === 'questioned'),
      signers: [...byWriter].map(([writer, own]): Signer => ({
        writer,
        signatures: own.map(([, signature]) => signature),
      })),
    };
  });

  /** The questioned signature that is chosen. */
  get asked(): MarkedSignature | undefined {
    return this.questioned.find(({ id }) => id === this.#questioned) ?? this.questioned[0];
  }

  /** The known writer whose signatures it is to be compared with. */
  get signer(): Signer | undefined {
    return this.signers.find(({ writer }) => writer === this.#writer) ?? this.signers[0];
  }

  /** The references chosen. */
  get references(): readonly MarkedSignature[] {
    return (this.signer?.signatures ?? []).filter(({ id }) => !this.#without.has(id));
  }

  /** The comparison shown. */
  get result(): SignatureComparison | undefined {
    return this.comparisons.find(({ id }) => id === this.shown);
  }

  /** Its questioned signature with each reference, nearest first. */
  get pairs(): readonly SignaturePair[] {
    return this.#pairs;
  }

  readonly #pairs = $derived(
    (this.result?.likeness ?? [])
      .map((likeness, at) => ({
        questioned: this.result!.questioned,
        known: this.result!.references[at]!,
        likeness,
      }))
      .sort((a, b) => b.likeness - a.likeness),
  );

  /** A signature by its identifier, while it is marked. */
  signature(id: string): MarkedSignature | undefined {
    return this.marked.find((each) => each.id === id);
  }

  /** What a signature is called; of one that is not marked any more, nothing is known. */
  name(id: string): string {
    const signature = this.signature(id);
    return signature === undefined ? '?' : signatureLabel(signature);
  }

  /** What a comparison compared, by name: the questioned signature, or its item where it is none any more, and whose references. */
  sides({ questioned, sources, writer }: SignatureComparison): readonly [questioned: string, known: string] {
    const marked = this.signature(questioned);
    const [source] = this.#session.labels([sources.questioned]) as [string];
    return [marked ? signatureLabel(marked) : source, this.#session.writer(writer)?.name ?? '?'];
  }

  chooseQuestioned(id: string): void {
    this.#questioned = id;
    this.shown = null;
  }

  chooseWriter(writer: string): void {
    this.#writer = writer;
    this.shown = null;
  }

  /** Takes a reference into what is compared, or out of it. */
  chooseReference(id: string, on: boolean): void {
    const without = new Set(this.#without);
    if (on) without.delete(id);
    else without.add(id);
    this.#without = without;
    this.shown = null;
  }

  /** Shows a stored comparison, and chooses what it compared, as far as that is still marked. */
  show({ id, questioned, references, writer }: SignatureComparison): void {
    const used = new Set(references);
    const own = this.signers.find((signer) => signer.writer === writer)?.signatures ?? [];
    const others = [...this.#without].filter((each) => own.every((signature) => signature.id !== each));
    const left = own.map((signature) => signature.id).filter((each) => !used.has(each));
    this.#questioned = questioned;
    this.#writer = writer;
    this.#without = new Set([...others, ...left]);
    this.shown = id;
  }

  /** Compares what is chosen, and shows the result. */
  async compare(): Promise<SignatureComparison> {
    const { asked, references } = this;
    if (asked === undefined) throw new Error('no questioned signature is chosen');
    const args = {
      case: this.#session.id,
      questioned: asked.id,
      references: references.map(({ id }) => id),
    };
    const result = await this.#jobs.run('Comparing', (options) =>
      this.#engine.call('signature.run', args, options),
    );
    this.comparisons = [result, ...this.comparisons.filter((other) => other.id !== result.id)];
    this.show(result);
    return result;
  }

  /** Reads both lists anew; the stored comparisons only once scores may be seen. */
  async reload(): Promise<void> {
    const id = this.#session.current?.id;
    const veiled = this.#session.stage !== 'scores';
    const reading = ++this.#reading;
    if (id !== this.#case) {
      this.#case = id;
      this.marked = [];
      this.#questioned = this.#writer = this.shown = null;
      this.#without = new Set();
      this.problem = null;
    }
    if (id === undefined || veiled) this.comparisons = [];
    if (id === undefined) return;
    try {
      const [marked, comparisons] = await Promise.all([
        this.#engine.call('signature.marked', { case: id }),
        veiled ? [] : this.#engine.call('signature.list', { case: id }),
      ]);
      if (reading !== this.#reading) return;
      this.marked = marked;
      this.comparisons = comparisons;
      this.problem = null;
    } catch (error) {
      if (reading === this.#reading) this.problem = shownProblem(error);
    }
  }
}
