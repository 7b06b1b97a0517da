import { describe, expect, it } from 'vitest';
import { isOver, monthName, monthsOf } from '../../../src/console/finance/months';

describe('months', () => {
  it('are those of the year that have begun', () => {
    expect(monthsOf(2026, '2026-03-01')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(monthsOf(2026, '2026-02-28')).toEqual(['2026-01', '2026-02']);
    expect(monthsOf(2025, '2026-02-28')).toHaveLength(12);
    expect(monthsOf(2027, '2026-12-31')).toEqual([]);
  });

  it('are over once their last day is', () => {
    expect(isOver('2026-11', '2026-11-30')).toBe(false);
    expect(isOver('2026-11', '2026-12-01')).toBe(true);
    expect(isOver('2026-12', '2027-01-01')).toBe(true);
  });

  it('have names', () => {
    expect(monthName('2026-11', 'long', 'en')).toBe('November 2026');
    expect(monthName('2026-11', 'short', 'de')).toBe('Nov');
  });
});
