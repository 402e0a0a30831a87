/** The most visitors remembered at a time: whoever has been quiet longest is forgotten first. */
const MOST_USERS = 1000;

/**
 * What stentor remembers of each visitor, in memory. Copies go in and come out, as with a database.
 *
 * @returns {import('stentor').UserStorageService}
 */
export function memoryStorage() {
  const users = new Map();
  const put = async (id, storage) => {
    users.delete(id);
    users.set(id, structuredClone(storage));
    if (users.size > MOST_USERS) users.delete(users.keys().next().value);
    return storage;
  };
  return {
    get: async (id) => structuredClone(users.get(id)),
    create: put,
    update: put,
  };
}
