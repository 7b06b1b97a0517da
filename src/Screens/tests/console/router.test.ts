import { expect, test } from 'vitest';
import { addressOf, placeOf } from '../../src/console/router';

test('an address leads to its view and member', () => {
  expect(placeOf('#/population')).toEqual({ view: 'population', memberId: null });
  expect(placeOf('#/members/ADA1815')).toEqual({ view: 'members', memberId: 'ADA1815' });
});

test('an address may ask a view for something', () => {
  expect(placeOf('#/trail?who=till-7&action=key-created')).toEqual({ view: 'trail', memberId: null, query: 'who=till-7&action=key-created' });
  expect(placeOf('#/trail?who=a/b?c')).toEqual({ view: 'trail', memberId: null, query: 'who=a/b?c' });
  expect(placeOf('#/trail?')).toEqual({ view: 'trail', memberId: null });
});

test('what leads nowhere leads home', () => {
  for (const hash of ['', '#', '#/nothing', '#/live/ADA1815/x', '#/members/']) expect(placeOf(hash).memberId).toBeNull();
  expect(placeOf('#/nothing').view).toBe('home');
  expect(placeOf('#/members/%E0%A4%A').memberId).toBe('%E0%A4%A');
});

test('an address reads as it was written', () => {
  for (const place of [{ view: 'members', memberId: 'A/B' }, { view: 'data', memberId: null }, { view: 'trail', memberId: null, query: 'who=x' }] as const) expect(placeOf(addressOf(place))).toEqual(place);
});
