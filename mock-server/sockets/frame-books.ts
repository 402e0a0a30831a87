import type { Conversation } from '../conversations.js';
import { createFrameBook, type FrameBook } from './frame-book.js';

const REMEMBERED = 500;

/** The book of each conversation that a socket of the router was in. */
export type FrameBooks = (room: Conversation) => FrameBook;

export function createFrameBooks(history = REMEMBERED): FrameBooks {
  const books = new WeakMap<Conversation, FrameBook>();
  return (room) => {
    const book = books.get(room) ?? createFrameBook(room, history);
    books.set(room, book);
    return book;
  };
}
