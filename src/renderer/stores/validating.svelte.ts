import type { NamedModel } from '../../contract/models.ts';
import type { Problem } from '../../contract/schema.ts';
import type {
  MaterialCheck,
  MaterialSet,
  PopulationValidation,
  SharedWriters,
  ValidationOutcome,
} from '../../contract/validation.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Job, Jobs } from './jobs.svelte.ts';
import type { Populations } from './populations.svelte.ts';
import { shownProblem } from './problems.ts';

/** A population with what was measured of it when it was made. */
export interface ShownFigures {
  readonly population: string;
  /** SHA-256 of the model whose ratios were measured. */
  readonly model: string;
  /** Null where its file does not hold that. */
  readonly validation: PopulationValidation | null;
  /** Images that were not measured; none where it was made before. */
  readonly failed: ValidationOutcome['failed'];
}

/** Measuring likelihood ratios on a laboratory's own material, and looking at what was measured. It goes on while nobody looks. */
export class Validating {
  /** Whether the window asks what to measure. */
  asked = $state(false);
  /** The table of images, and the folder that its paths start from; empty for its own. */
  manifest = $state('');
  root = $state('');
  /** Of the table that was looked at last; null until one was. */
  check = $state.raw<MaterialCheck | null>(null);
  /** Rows of this split; null for all. */
  split = $state<string | null>(null);
  /** Datasets that are left out. */
  leftOut = $state.raw<ReadonlySet<string>>(new Set());
  name = $state('');
  /** While the table is looked at. */
  looking = $state.raw<Job | null>(null);
  /** While ratios are measured, with the model that they are of. */
  measuring = $state.raw<{ readonly job: Job; readonly model: NamedModel } | null>(null);
  /** Why the table could not be looked at, or figures not be shown. */
  problem = $state.raw<Problem | null>(null);
  /** A measurement that failed, with the model that it was of: it stays until it was seen. */
  failure = $state.raw<{ readonly problem: Problem; readonly model: NamedModel } | null>(null);
  figures = $state.raw<ShownFigures | null>(null);
  readonly #engine: EngineClient;
  readonly #jobs: Jobs;
  readonly #populations: Populations;

  constructor(engine: EngineClient, jobs: Jobs, populations: Populations) {
    this.#engine = engine;
    this.#jobs = jobs;
    this.#populations = populations;
  }

  /** Whether what to measure is held: it is looked at, or being measured. */
  get held(): boolean {
    return this.looking !== null || this.measuring !== null;
  }

  /** The datasets that are measured. */
  get chosen(): readonly MaterialSet[] {
    return (this.check?.sets ?? []).filter(({ dataset }) => !this.leftOut.has(dataset));
  }

  /** Writers of several of the datasets that are measured, by these. */
  get shared(): readonly SharedWriters[] {
    return (this.check?.shared ?? [])
      .map((each) => ({ ...each, datasets: each.datasets.filter((dataset) => !this.leftOut.has(dataset)) }))
      .filter(({ datasets }) => datasets.length > 1);
  }

  /** Persons who wrote what is measured. */
  get writers(): number {
    const ofSets = this.chosen.reduce((sum, { writers }) => sum + writers, 0);
    const again = this.shared.reduce(
      (sum, { writers, datasets }) => sum + writers * (datasets.length - 1),
      0,
    );
    return ofSets - again;
  }

  ask(): void {
    this.figures = null;
    this.problem = null;
    this.asked = true;
  }

  /** Goes back to what was shown before. What is being measured goes on. */
  leave(): void {
    this.asked = false;
    this.figures = null;
    this.problem = null;
  }

  /** What was looked at is of another table than the one named now. */
  forget(): void {
    this.check = null;
    this.split = null;
    this.leftOut = new Set();
  }

  /** Looks at the table and whether its images are there. */
  async look(split: string | null = null): Promise<void> {
    if (this.held) return;
    this.problem = null;
    try {
      const check = await this.#jobs.run('Looking at the table', (options, job) => {
        this.looking = job;
        return this.#engine.call('validation.check', { ...this.#material, split }, options);
      });
      if (this.check?.manifest !== check.manifest) {
        this.name = check.name;
        this.leftOut = new Set();
      }
      this.split = split;
      this.check = check;
    } catch (error) {
      const problem = shownProblem(error);
      // A cancelled look leaves what was seen before.
      if (problem !== null) this.forget();
      this.problem = problem;
    } finally {
      this.looking = null;
    }
  }

  include(dataset: string, included: boolean): void {
    const others = [...this.leftOut].filter((each) => each !== dataset);
    this.leftOut = new Set(included ? others : [...others, dataset]);
  }

  /** Measures what was looked at, with a model, and shows the outcome. */
  async run({ sha256, name: modelName, version }: NamedModel): Promise<void> {
    const { check } = this;
    if (this.held || check === null) return;
    const model = { sha256, name: modelName, version };
    this.problem = null;
    this.failure = null;
    const { split, name } = this;
    const datasets = this.chosen.map(({ dataset }) => dataset);
    const all = datasets.length === check.sets.length;
    try {
      const outcome = await this.#jobs.run('Validating', (options, job) => {
        this.measuring = { job, model };
        return this.#engine.call(
          'validation.run',
          {
            ...this.#material,
            table: check.manifest,
            split,
            ...(all ? {} : { datasets }),
            model: sha256,
            ...(name.trim() === '' || name.trim() === check.name ? {} : { name }),
          },
          options,
        );
      });
      await this.#populations.read();
      await this.show(outcome.population, sha256, outcome.failed);
    } catch (error) {
      const problem = shownProblem(error);
      if (problem !== null) this.failure = { problem, model };
    } finally {
      this.measuring = null;
    }
  }

  /** Shows what was measured of a population of a model when it was made. */
  async show(population: string, model: string, failed: ShownFigures['failed'] = []): Promise<void> {
    this.problem = null;
    try {
      const validation = await this.#engine.call('population.validation', { population });
      this.figures = { population, model, validation, failed };
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  get #material(): { manifest: string; root: string | null } {
    return { manifest: this.manifest.trim(), root: this.root.trim() || null };
  }
}
