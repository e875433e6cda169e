namespace ChatOps.Tests.Questions;

/// <summary>Customers, articles, orders and invoices, with names in German and umlauts written out.</summary>
internal static class Warehouse
{
    public const string Script = """
        CREATE TABLE kunden (kunden_nr INTEGER PRIMARY KEY, vorname TEXT, nachname TEXT, stadt TEXT, land TEXT, geburtsdatum DATE, email TEXT);
        CREATE TABLE warengruppen (id INTEGER PRIMARY KEY, bezeichnung TEXT);
        CREATE TABLE artikel (artikel_nr INTEGER PRIMARY KEY, bezeichnung TEXT, einzelpreis DECIMAL(8,2), lagerbestand INTEGER, warengruppe_id INTEGER REFERENCES warengruppen(id), lieferant_id INTEGER REFERENCES lieferanten(id));
        CREATE TABLE lieferanten (id INTEGER PRIMARY KEY, firmenname TEXT, ort TEXT, land TEXT);
        CREATE TABLE bestellungen (bestell_nr INTEGER PRIMARY KEY, kunden_nr INTEGER REFERENCES kunden(kunden_nr), bestelldatum DATE, status TEXT, versandkosten DECIMAL(8,2));
        CREATE TABLE bestellpositionen (bestell_nr INTEGER REFERENCES bestellungen(bestell_nr), artikel_nr INTEGER REFERENCES artikel(artikel_nr), menge INTEGER, PRIMARY KEY(bestell_nr, artikel_nr));
        CREATE TABLE rechnungen (rechnungs_nr INTEGER PRIMARY KEY, bestell_nr INTEGER REFERENCES bestellungen(bestell_nr), rechnungsbetrag DECIMAL(9,2), faelligkeitsdatum DATE, bezahlt_am DATE);
        INSERT INTO kunden VALUES (1,'Jana','Ziegler','Hamburg','Deutschland','1980-04-02','j.z@example.org'),(2,'Udo','Krug','Wien','Österreich','1971-10-20','u.k@example.org'),(3,'Ina','Brandt','Hamburg','Deutschland','1994-06-11','i.b@example.org'),(4,'Rolf','Hauser','Zürich','Schweiz','1966-01-30',NULL),(5,'Mia','Sommer','Kiel','Deutschland','2001-12-24','m.s@example.org');
        INSERT INTO warengruppen VALUES (1,'Werkzeug'),(2,'Garten'),(3,'Farben');
        INSERT INTO lieferanten VALUES (1,'Nordbau','Hamburg','Deutschland'),(2,'Alpina','Graz','Österreich'),(3,'Farbwelt','Köln','Deutschland'),(4,'Leerlauf','Bern','Schweiz');
        INSERT INTO artikel VALUES (10,'Hammer',15.5,40,1,1),(11,'Säge',22,0,1,1),(12,'Spaten',35,12,2,2),(13,'Rasenmäher',299,3,2,2),(14,'Weißlack',18,60,3,3),(15,'Pinsel',4.5,200,3,3),(16,'Gießkanne',12,25,2,2);
        INSERT INTO bestellungen VALUES (100,1,'2023-01-15','geliefert',4.9),(101,1,'2023-02-20','geliefert',0),(102,2,'2023-02-25','offen',9.9),(103,3,'2022-11-03','geliefert',4.9),(104,1,'2023-03-09','storniert',0),(105,4,'2022-12-30','offen',14.9),(106,3,'2023-03-21','offen',4.9);
        INSERT INTO bestellpositionen VALUES (100,10,2),(100,14,1),(101,15,10),(102,13,1),(103,12,1),(103,16,2),(104,10,1),(105,13,2),(106,11,1),(106,15,4);
        INSERT INTO rechnungen VALUES (1,100,49,'2023-02-15','2023-02-01'),(2,101,45,'2023-03-20',NULL),(3,103,59,'2022-12-03','2022-12-20'),(4,102,299,'2023-03-25',NULL),(5,105,598,'2023-01-30','2023-01-10');
        """;

    /// <summary>The rows in the order of their texts.</summary>
    public static IReadOnlyList<(string Question, string Rows)> Questions { get; } =
    [
        ("Wie viele Kunden gibt es?", "5"),
        ("Wie lauten die Vor- und Nachnamen der Kunden aus Hamburg?", "Ina Brandt; Jana Ziegler"),
        ("Welche Kunden haben noch nie etwas bestellt?", "Mia Sommer"),
        ("Welcher Kunde hat die meisten Bestellungen aufgegeben? Nenne den Nachnamen.", "Ziegler"),
        ("Wie viele Bestellungen wurden im Februar 2023 aufgegeben?", "2"),
        ("Wie hoch ist der durchschnittliche Einzelpreis je Warengruppe?", "Farben 11.25; Garten 115.33; Werkzeug 18.75"),
        ("Welche Artikel sind teurer als 20 Euro?", "Rasenmäher; Spaten; Säge"),
        ("Welcher Artikel ist am teuersten?", "Rasenmäher"),
        ("Wie viele Artikel liefert jeder Lieferant?", "Alpina 3; Farbwelt 2; Nordbau 2"),
        ("Welche Lieferanten liefern keine Artikel?", "Leerlauf"),
        ("Wie hoch sind die gesamten Versandkosten?", "39.5"),
        ("Wie viele Bestellungen gibt es pro Monat?", "2022-11 1; 2022-12 1; 2023-01 1; 2023-02 2; 2023-03 2"),
        ("Wie viele Kunden haben mehr als eine Bestellung?", "2"),
        ("Was ist die Gesamtmenge der bestellten Artikel je Artikel?", "Gießkanne 2; Hammer 3; Pinsel 14; Rasenmäher 3; Spaten 1; Säge 1; Weißlack 1"),
        ("Welche Rechnungen sind noch nicht bezahlt?", "2; 4"),
        ("Wie heißt der zweitteuerste Artikel?", "Spaten"),
        ("Welche Artikel haben einen Preis über dem Durchschnitt?", "Rasenmäher"),
        ("In welchen Städten wohnen mehr als ein Kunde?", "Hamburg"),
        ("Nenne die Bezeichnung der Artikel, deren Lagerbestand zwischen 10 und 50 liegt.", "Gießkanne; Hammer; Spaten"),
        ("Welche Warengruppen haben mehr als zwei Artikel?", "Garten"),
        ("Welche Kunden haben den Rasenmäher bestellt?", "Rolf Hauser; Udo Krug"),
        ("Wie hoch ist der Rechnungsbetrag insgesamt je Kunde?", "Ina Brandt 59; Jana Ziegler 94; Rolf Hauser 598; Udo Krug 299"),
        ("Wie viel Prozent der Bestellungen sind offen?", "42.86"),
        ("Wie viele verschiedene Artikel wurden bestellt?", "7"),
        ("Gib die drei günstigsten Artikel und ihre Preise an.", "Gießkanne 12; Hammer 15.5; Pinsel 4.5"),
        ("Welche Artikel wurden nie bestellt?", ""),
    ];
}
