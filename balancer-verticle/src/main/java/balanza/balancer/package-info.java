/** The balancer: the one service with a public port, and how its parts are put together. */
package balanza.balancer;
