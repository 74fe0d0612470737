/** What the balancer knows of apps and nodes, in memory, and how it picks a node. */
package balanza.balancer.routing;
