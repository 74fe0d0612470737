/** What the services say to one another: requests, events and the things they speak of. */
package balanza.contract;
