import { TrackClient } from 'customerio-node';

/** What the project does: it tells Customer.io of each order, whose customer may be new. */
export function orders(url, siteId, apiKey) {
  const customerio = new TrackClient(siteId, apiKey, { url });
  return async order => {
    await customerio.identify(order.customer, { email: order.email, last_order: order.id });
    await customerio.track(order.customer, { name: 'Order Placed', data: { total: order.total } });
  };
}
