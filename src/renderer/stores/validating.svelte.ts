import type { Problem } from '../../contract/schema.ts';
import type {
  MaterialCheck,
  MaterialSet,
  PopulationValidation,
  ValidationOutcome,
} from '../../contract/validation.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Job, Jobs } from './jobs.svelte.ts';
import type { Populations } from './populations.svelte.ts';
import { shownProblem } from './problems.ts';

/** A population with what was measured of it when it was made. */
export interface ShownFigures {
  readonly population: string;
  /** Null where its file does not hold that. */
  readonly validation: PopulationValidation | null;
  /** Images that could not be read; none where it was made before. */
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
  checking = $state(false);
  /** While it measures. */
  job = $state.raw<Job | null>(null);
  problem = $state.raw<Problem | null>(null);
  figures = $state.raw<ShownFigures | null>(null);
  readonly #engine: EngineClient;
  readonly #jobs: Jobs;
  readonly #populations: Populations;

  constructor(engine: EngineClient, jobs: Jobs, populations: Populations) {
    this.#engine = engine;
    this.#jobs = jobs;
    this.#populations = populations;
  }

  /** The datasets that are measured. */
  get chosen(): readonly MaterialSet[] {
    return (this.check?.sets ?? []).filter(({ dataset }) => !this.leftOut.has(dataset));
  }

  get writers(): number {
    return this.chosen.reduce((sum, { writers }) => sum + writers, 0);
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
    if (this.checking) return;
    this.checking = true;
    this.problem = null;
    try {
      const check = await this.#engine.call('validation.check', { ...this.#material, split });
      if (this.check?.manifest !== check.manifest) {
        this.name = check.name;
        this.leftOut = new Set();
      }
      this.split = split;
      this.check = check;
    } catch (error) {
      this.forget();
      this.problem = shownProblem(error);
    } finally {
      this.checking = false;
    }
  }

  include(dataset: string, included: boolean): void {
    const others = [...this.leftOut].filter((each) => each !== dataset);
    this.leftOut = new Set(included ? others : [...others, dataset]);
  }

  /** Measures what was looked at, with a model, and shows the outcome. */
  async run(model: string): Promise<void> {
    if (this.job !== null || this.check === null) return;
    this.problem = null;
    const { split, name } = this;
    const datasets = this.chosen.map(({ dataset }) => dataset);
    const all = datasets.length === this.check.sets.length;
    try {
      const outcome = await this.#jobs.run('Validating', (options, job) => {
        this.job = job;
        return this.#engine.call(
          'validation.run',
          {
            ...this.#material,
            split,
            ...(all ? {} : { datasets }),
            model,
            ...(name.trim() === '' || name.trim() === this.check?.name ? {} : { name }),
          },
          options,
        );
      });
      await this.#populations.read();
      await this.show(outcome.population, outcome.failed);
    } catch (error) {
      this.problem = shownProblem(error);
    } finally {
      this.job = null;
    }
  }

  /** Shows what was measured of a population when it was made. */
  async show(population: string, failed: ShownFigures['failed'] = []): Promise<void> {
    this.problem = null;
    try {
      const validation = await this.#engine.call('population.validation', { population });
      this.figures = { population, validation, failed };
      this.asked = false;
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  get #material(): { manifest: string; root: string | null } {
    return { manifest: this.manifest.trim(), root: this.root.trim() || null };
  }
}
