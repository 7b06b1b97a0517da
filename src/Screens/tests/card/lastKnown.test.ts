import { expect, it } from 'vitest';
import { forgetLastKnown, keepLastKnown, lastKnown } from '../../src/card/lastKnown';
import { statusOf } from '../../../Client.TypeScript/tests/samples';

class Shelf implements Storage {
  [name: string]: unknown;
  private readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  clear = (): void => this.items.clear();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  key = (): null => null;
  removeItem = (key: string): void => void this.items.delete(key);
  setItem = (key: string, value: string): void => void this.items.set(key, value);
}

const programme = { name: 'Sample', currency: 'CHF', timeZone: 'Europe/Zurich', windowMonths: 12, graceDays: 30, tiers: [] };
const known = { status: statusOf(3), programme, details: null, at: '2026-11-21T10:00:00.000Z' };

it('gives back the card that was kept, to its own member only', () => {
  const shelf = new Shelf();
  keepLastKnown(known, shelf);
  expect(lastKnown(known.status.memberId, shelf)).toEqual(known);
  expect(lastKnown('SOMEBODY', shelf)).toBeNull();
  forgetLastKnown(shelf);
  expect(lastKnown(known.status.memberId, shelf)).toBeNull();
});

it.each(['', '{', '1', '{"at":"x","status":{"memberId":1}}'])('takes %j for nothing', (kept) => {
  const shelf = new Shelf();
  shelf.setItem('card', kept);
  expect(lastKnown('ADA1815', shelf)).toBeNull();
});

it('keeps nothing where there is no room', () => {
  const shelf = new Shelf();
  shelf.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => keepLastKnown(known, shelf)).not.toThrow();
});
