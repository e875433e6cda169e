namespace ChatOps.Demo;

/// <summary>
/// The tables of the shop. Some definitions are wrong on purpose, as real ones are; <see cref="Defects"/> lists which.
/// </summary>
internal static class DemoSchema
{
    public const string Tables = """
        CREATE TABLE suppliers (supplier_id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, country TEXT NOT NULL);
        CREATE TABLE categories (category_id INTEGER PRIMARY KEY, name TEXT NOT NULL, "order" INTEGER NOT NULL);
        CREATE TABLE products (product_id INTEGER PRIMARY KEY, supplier_id INTEGER NOT NULL REFERENCES suppliers (supplier_id),
          category_id INTEGER NOT NULL REFERENCES categories (category_id), sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
          price_cents INTEGER NOT NULL, weight_grams INTEGER NOT NULL, currency TEXT NOT NULL);
        CREATE TABLE "group" (group_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL REFERENCES "group" (group_id),
          name TEXT NOT NULL, email TEXT NOT NULL, company TEXT, country TEXT NOT NULL, joined_date DATE NOT NULL, tax_number TEXT UNIQUE);
        CREATE TABLE addresses (address_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
          street TEXT NOT NULL, postal_code TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL);
        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
          address_id INTEGER NOT NULL REFERENCES addresses (address_id), order_date DATE NOT NULL, required_date DATE NOT NULL, status TEXT NOT NULL);
        CREATE TABLE order_items (order_item_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (order_id),
          product_id INTEGER NOT NULL REFERENCES products (product_id), quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL,
          discount REAL NOT NULL);
        CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (order_id),
          method TEXT NOT NULL, amount_cents INTEGER NOT NULL, paid_date DATE NOT NULL);
        CREATE TABLE warehouses (warehouse_id INTEGER PRIMARY KEY, city TEXT NOT NULL);
        CREATE TABLE shipments (shipment_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders (order_id),
          warehouse_id INTEGER NOT NULL, carrier TEXT NOT NULL, weight_grams INTEGER NOT NULL, distance_km INTEGER NOT NULL,
          cost_cents INTEGER NOT NULL, shipped_date DATE NOT NULL, delivered_date DATE);
        CREATE TABLE reviews (review_id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products (product_id),
          customer_id INTEGER NOT NULL REFERENCES customers (customer_id), rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
          title TEXT NOT NULL, written_date DATE NOT NULL);
        CREATE TABLE inventory (warehouse_id INTEGER NOT NULL REFERENCES warehouses (warehouse_id),
          product_id INTEGER NOT NULL REFERENCES products (product_id), on_hand INTEGER NOT NULL, PRIMARY KEY (warehouse_id, product_id));
        CREATE TABLE departments (department_id INTEGER PRIMARY KEY, name TEXT NOT NULL, head_id INTEGER REFERENCES employees (employee_id));
        CREATE TABLE employees (employee_id INTEGER PRIMARY KEY, department_id INTEGER NOT NULL REFERENCES departments (department_id),
          name TEXT NOT NULL, hired_date DATE NOT NULL);
        CREATE TABLE gift_cards (gift_card_id INTEGER PRIMARY KEY, customer_code TEXT NOT NULL REFERENCES customers (customer_id),
          balance REAL NOT NULL);
        CREATE TABLE loyalty_points (loyalty_point_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
          points INTEGER NOT NULL);
        CREATE TABLE import_log (source TEXT NOT NULL, line INTEGER NOT NULL, message TEXT NOT NULL);
        """;

    public const string Indexes = """
        CREATE INDEX products_supplier ON products (supplier_id);
        CREATE INDEX products_category ON products (category_id);
        CREATE INDEX customers_group ON customers (group_id);
        CREATE INDEX addresses_customer ON addresses (customer_id);
        CREATE INDEX orders_customer ON orders (customer_id);
        CREATE INDEX orders_customer_again ON orders (customer_id);
        CREATE INDEX orders_address ON orders (address_id);
        CREATE INDEX order_items_order ON order_items (order_id);
        CREATE INDEX order_items_order_product ON order_items (order_id, product_id);
        CREATE INDEX order_items_product ON order_items (product_id);
        CREATE INDEX payments_order ON payments (order_id);
        CREATE INDEX shipments_order ON shipments (order_id);
        CREATE INDEX reviews_product ON reviews (product_id);
        CREATE INDEX inventory_product ON inventory (product_id);
        CREATE INDEX departments_head ON departments (head_id);
        CREATE INDEX employees_department ON employees (department_id);
        CREATE INDEX gift_cards_customer ON gift_cards (customer_code);
        CREATE INDEX loyalty_points_customer ON loyalty_points (customer_id);
        CREATE VIEW open_orders AS SELECT order_id, customer_id, order_date FROM orders WHERE status = 'open';
        CREATE VIEW monthly_sales AS SELECT substr(order_date, 1, 7) AS month, sum(total_cents) AS total FROM orders GROUP BY 1;
        """;

    /// <summary>What is wrong above.</summary>
    public static IReadOnlyList<PlantedDefect> Defects { get; } =
    [
        Of("foreign-key-without-index", "reviews", "customer_id"),
        Of("duplicate-index", "orders", "customer_id") with { Object = "orders_customer_again" },
        Of("redundant-index", "order_items", "order_id") with { Object = "order_items_order" },
        Of("missing-primary-key", "import_log"),
        Of("nullable-unique", "customers", "tax_number"),
        Of("foreign-key-type-mismatch", "gift_cards", "customer_code"),
        Of("foreign-key-cycle", "departments", "head_id") with { Object = "departments, employees" },
        Of("money-in-floating-point", "gift_cards", "balance"),
        Of("invalid-view", "monthly_sales") with { Object = "monthly_sales" },
        Of("reserved-word-name", "group") with { Object = "group" },
        Of("reserved-word-name", "categories", "order") with { Object = "order" },
        Of("single-value-column", "products", "currency"),
        Of("empty-table", "loyalty_points"),
    ];

    private static PlantedDefect Of(string rule, string table, params string[] columns) => new(rule, table, columns, null, null, null, null);
}
