/** What happens in a real cluster when messages are lost or late, and processes die. */
package balanza.cluster;
