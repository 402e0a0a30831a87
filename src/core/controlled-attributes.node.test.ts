import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attributesFor } from './controlled-attributes.js';

it('names the page without query and fragment, which may say who somebody is', () => {
  assert.deepEqual(attributesFor('https://shop.example/a/b?mail=mara@example.org#me'), {
    globalPrivacyControl: true,
    currentUrl: 'https://shop.example/a/b',
  });
  assert.deepEqual(attributesFor('http://localhost:5173/x?y'), { globalPrivacyControl: true });
});
