import { describe, expect, it } from 'vitest';
import { slotsOf } from '../../../src/console/webhooks/hourLine';

const now = Date.parse('2026-11-21T10:30:45Z');

describe('The last hour', () => {
  it('has a slot a minute, the newest last', () => {
    const slots = slotsOf(
      [
        { at: '2026-11-21T10:30:00.000Z', delivered: 3, failed: 1 },
        { at: '2026-11-21T09:31:00.000Z', delivered: 2, failed: 0 },
      ],
      now,
    );
    expect(slots).toHaveLength(60);
    expect(slots[59]).toEqual({ delivered: 3, failed: 1 });
    expect(slots[0]).toEqual({ delivered: 2, failed: 0 });
    expect(slots.slice(1, 59).every(({ delivered, failed }) => delivered + failed === 0)).toBe(true);
  });

  it('leaves out what is older, and what a clock that is ahead calls later', () => {
    const slots = slotsOf(
      [
        { at: '2026-11-21T09:30:00.000Z', delivered: 5, failed: 5 },
        { at: '2026-11-21T10:31:00.000Z', delivered: 5, failed: 5 },
      ],
      now,
    );
    expect(slots.every(({ delivered, failed }) => delivered + failed === 0)).toBe(true);
  });
});
