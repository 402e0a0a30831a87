import type { LocationPart } from './location.part.js';

export const locationExample: LocationPart = {
  type: 'location',
  latitude: 54.4258,
  longitude: 11.1933,
  label: 'Northwind, Harbour Street 4',
};
