import { createWorkbench } from '../../engine/workbench.ts';
import { interruptible, print, table, type CommonOptions } from './terminal.ts';

const MIB = 1024 * 1024;

/** `chirograph bench`: speeds of this computer, each against a plainer way in the same run, and memory. */
export async function benchCommand(options: CommonOptions): Promise<void> {
  const workbench = await createWorkbench();
  try {
    const figures = await workbench.bench(interruptible());
    const memory = { engineMiB: process.memoryUsage().rss / MIB };
    const { provider } = workbench.model;
    print(options, { provider, figures, memory }, () => [
      `provider ${provider}`,
      ...table(
        figures.map((each) => [
          each.what,
          `${each.value.toFixed(0)} ${each.unit}`,
          `${each.ratio.toFixed(2)} x`,
          `${each.alternative} (${each.alternativeValue.toFixed(0)} ${each.unit})`,
        ]),
      ),
      `memory of the coordinating process ${memory.engineMiB.toFixed(0)} MiB`,
    ]);
  } finally {
    await workbench.close();
  }
}
