import { expect, it } from 'vitest';
import { ContractError } from '../src/decode.js';
import { change, status } from '../src/contracts.js';
import { changeOf, statusOf } from './samples.js';

it('reads what the contract says, and lets new fields pass', () => {
  const sent: unknown = JSON.parse(JSON.stringify({ ...changeOf(4), anew: { deep: [1] } }));
  expect(change(sent, 'change')).toEqual(changeOf(4));
});

it('reads a missing field as null where there may be none', () => {
  const { name: _, ...sent } = statusOf(1);
  expect(status(sent, 'status').name).toBeNull();
});

it.each([null, 'text', [], {}, { ...statusOf(1), version: '1' }, { ...statusOf(1), benefits: {} }])('refuses %j', (sent) =>
  expect(() => status(sent, 'status')).toThrow(ContractError),
);

it('names the place', () =>
  expect(() => status({ ...statusOf(1), benefits: [{ code: 1 }] }, 'status')).toThrow('status.benefits[0].code is not a text'));
