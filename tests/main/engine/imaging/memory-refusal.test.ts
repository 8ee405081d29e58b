import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/main/engine/imaging/limits.ts';
import { isOverMemory } from '../../../../src/main/engine/imaging/memory-refusal.ts';

describe('isOverMemory', () => {
  it('lets a process hold `childMebibytes`, and not one byte more', () => {
    const most = limits.childMebibytes * 1024 * 1024;
    expect(isOverMemory(most, limits.childMebibytes)).toBe(false);
    expect(isOverMemory(most + 1, limits.childMebibytes)).toBe(true);
  });
});
