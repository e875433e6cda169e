namespace ChatOps.Tests.Questions;

/// <summary>Wards, doctors who supervise each other, patients, appointments and what was prescribed at them.</summary>
internal static class Clinic
{
    public const string Script = """
        CREATE TABLE wards (ward_id INTEGER PRIMARY KEY, ward_name TEXT, floor INTEGER, beds INTEGER);
        CREATE TABLE doctors (doctor_id INTEGER PRIMARY KEY, full_name TEXT, specialty TEXT, hired_on DATE, salary INTEGER, ward_id INTEGER REFERENCES wards(ward_id), supervisor_id INTEGER REFERENCES doctors(doctor_id));
        CREATE TABLE patients (patient_id INTEGER PRIMARY KEY, full_name TEXT, birth_date DATE, city TEXT, blood_type TEXT);
        CREATE TABLE appointments (appointment_id INTEGER PRIMARY KEY, patient_id INTEGER REFERENCES patients(patient_id), doctor_id INTEGER REFERENCES doctors(doctor_id), scheduled_at DATETIME, fee DECIMAL(8,2), status TEXT);
        CREATE TABLE drugs (drug_id INTEGER PRIMARY KEY, drug_name TEXT, price DECIMAL(8,2), manufacturer TEXT);
        CREATE TABLE prescriptions (prescription_id INTEGER PRIMARY KEY, appointment_id INTEGER REFERENCES appointments(appointment_id), drug_id INTEGER REFERENCES drugs(drug_id), dose_mg INTEGER, days INTEGER);
        INSERT INTO wards VALUES (1,'Cardiology',2,30),(2,'Pediatrics',1,20),(3,'Surgery',3,45),(4,'Annex',0,0);
        INSERT INTO doctors VALUES (1,'Olga Reyes','Cardiologist','2010-05-01',9000,1,NULL),(2,'Tim Novak','Cardiologist','2016-09-15',7500,1,1),(3,'Priya Rao','Pediatrician','2012-03-20',8000,2,NULL),(4,'Ken Abe','Surgeon','2008-11-11',12000,3,NULL),(5,'Lea Stone','Surgeon','2019-01-07',7000,3,4),(6,'Max Hale','Surgeon','2021-04-04',6500,3,4);
        INSERT INTO patients VALUES (1,'Amy Wu','1990-02-14','Leeds','A'),(2,'Ben Cole','1958-07-30','York','0'),(3,'Cara Diaz','2015-10-09','Leeds','B'),(4,'Dan Ek','1977-03-03','Hull','A'),(5,'Eli Fox','1949-12-01','York','AB'),(6,'Gia Holt','2001-08-18','Leeds','A');
        INSERT INTO appointments VALUES (1,1,1,'2023-01-10 09:00:00',120,'done'),(2,2,1,'2023-01-12 10:00:00',150,'done'),(3,2,2,'2023-02-01 11:00:00',90,'cancelled'),(4,3,3,'2023-02-14 09:30:00',80,'done'),(5,4,4,'2023-03-03 08:00:00',900,'done'),(6,5,4,'2023-03-20 08:00:00',1100,'planned'),(7,1,2,'2023-03-22 14:00:00',90,'planned'),(8,1,5,'2022-12-24 15:00:00',300,'done'),(9,2,3,'2022-11-11 10:00:00',80,'done');
        INSERT INTO drugs VALUES (1,'Aspirin',4,'Bayer'),(2,'Ibuprofen',6,'Generix'),(3,'Amoxicillin',12,'Generix'),(4,'Warfarin',20,'Orion');
        INSERT INTO prescriptions VALUES (1,1,1,100,10),(2,1,4,5,30),(3,2,4,5,60),(4,4,3,250,7),(5,5,2,400,5),(6,8,2,400,3),(7,9,3,500,7);
        """;

    /// <summary>The rows in the order of their texts.</summary>
    public static IReadOnlyList<(string Question, string Rows)> Questions { get; } =
    [
        ("How many patients live in Leeds?", "3"),
        ("Which doctors earn more than 8000?", "Ken Abe; Olga Reyes"),
        ("How many patients have more than two appointments?", "2"),
        ("Which doctor has the second highest salary?", "Olga Reyes"),
        ("How many appointments were there per month?", "2022-11 1; 2022-12 1; 2023-01 2; 2023-02 2; 2023-03 3"),
        ("What percentage of appointments was cancelled?", "11.11"),
        ("Which patients never had a prescription?", "Eli Fox; Gia Holt"),
        ("Which patients have no appointments?", "Gia Holt"),
        ("Who is the supervisor of Tim Novak?", "Olga Reyes"),
        ("Which doctors earn more than the average salary of their ward?", "Ken Abe; Olga Reyes"),
        ("List the wards with an average salary above 8000.", "Cardiology; Surgery"),
        ("Show the total fees for each doctor.", "Ken Abe 2000; Lea Stone 300; Olga Reyes 270; Priya Rao 160; Tim Novak 180"),
        ("Which doctors have total fees over 200?", "Ken Abe; Lea Stone; Olga Reyes"),
        ("What is the most expensive drug?", "Warfarin"),
        ("How many doctors work in each ward?", "Cardiology 2; Pediatrics 1; Surgery 3"),
        ("Which ward has the most doctors?", "Surgery"),
        ("Which wards have no doctors?", "Annex"),
        ("List the names of the patients who were treated by Ken Abe.", "Dan Ek; Eli Fox"),
        ("How many different manufacturers are there?", "3"),
        ("What is the average fee of appointments in 2023?", "361.43"),
        ("What are the three cheapest drugs?", "Amoxicillin; Aspirin; Ibuprofen"),
        ("How many wards have more than one doctor?", "2"),
        ("How many appointments per year?", "2022 2; 2023 7"),
        ("What share of the total fees does each doctor have?", "Ken Abe 68.73; Lea Stone 10.31; Olga Reyes 9.28; Priya Rao 5.5; Tim Novak 6.19"),
        ("Which specialty has the highest average salary?", "Surgeon"),
        ("What is the average number of appointments per patient?", "1.8"),
        ("Which patients have appointments with both Olga Reyes and Tim Novak?", "Amy Wu; Ben Cole"),
    ];
}
