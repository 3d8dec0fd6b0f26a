/** Code, product, quantity, price, total, action; on a narrow screen two rows of them. */
export const lineGrid =
  "grid items-center gap-x-3 px-3 md:grid-cols-[88px_minmax(0,1fr)_84px_88px_100px_28px] max-md:grid-cols-[minmax(0,1fr)_84px_92px_28px]";
