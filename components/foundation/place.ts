/** Takes a child in or out. One that is in its place already is not touched: it keeps focus, scrolling and what moves in it. */
export function place(parent: Node, child: Element, shown: boolean | undefined): void {
  if (!shown) child.remove();
  else if (child.parentNode !== parent) parent.appendChild(child);
}
