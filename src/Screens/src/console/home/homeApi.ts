import type { Answer } from '@loyalty/client';
import { type Decoded, list, maybe, number, shape, text } from '@loyalty/client/decode';
import { call } from '../../shared/engine';
import { person } from '../consoleApi';
import { type ListQuery, writeQuery } from './listQuery';

const counts = shape({ asOf: text, sequence: number, behind: number, lists: list(shape({ list: text, days: maybe(number), members: number })) });
export type ListCounts = Decoded<typeof counts>;

const people = shape({ items: list(person), next: maybe(text) });

export const getCounts = (): Promise<Answer<ListCounts>> => call({ method: 'GET', path: '/v1/population/lists' }, counts);

export const getMembers = (query: ListQuery, cursor: string | null) =>
  call({ method: 'GET', path: `/v1/population/members?${writeQuery(query)}&limit=50${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}` }, people);

export const fileOf = (query: ListQuery): string => `/v1/exports/member-list?${writeQuery(query)}`;
